package dev.letterbox.message;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Rows of messages, their tags, and what auto-moderators thought of them. */
@ApplicationScoped
class MessageStore {

  private static final String INSERT_MESSAGE =
      """
      insert into lb_message (id, thread_id, parent_id, kind, sender, recipient, visitor_email,
        subject, body, level, view_name, sent_at, session_key, moderation_status, moderation_date,
        moderation_reason, sender_archived, sender_deleted_at, notification, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """;
  private static final String INSERT_TAG =
      "insert into lb_message_tag (message_id, tag) values (?, ?)";
  private static final String INSERT_RATING =
      "insert into lb_rating (message_id, position, moderator, rating, reason)"
          + " values (?, ?, ?, ?, ?)";

  /** How much text goes into a batch: a driver holds all of it at once. */
  private static final int BATCH_CHARACTERS = 2_000_000;

  @Inject private Sql sql;

  /** Stores messages of the same text. */
  void store(List<Letter> letters) {
    int together = Math.max(1, BATCH_CHARACTERS / (letters.get(0).draft().body().length() + 1));
    for (int from = 0; from < letters.size(); from += together) {
      insert(letters.subList(from, Math.min(from + together, letters.size())));
    }
  }

  private void insert(List<Letter> letters) {
    List<Object[]> messages = new ArrayList<>();
    List<Object[]> tags = new ArrayList<>();
    List<Object[]> ratings = new ArrayList<>();
    for (Letter letter : letters) {
      messages.add(row(letter));
      letter.draft().tags().forEach(tag -> tags.add(new Object[] {letter.id(), tag}));
      for (Judgement.Rated rated : letter.judgement().ratings()) {
        int position = ratings.size(); // grows with the order, which is all it is for
        ratings.add(
            new Object[] {
              letter.id(), position, rated.moderator(), rated.rating(), rated.reason()
            });
      }
    }
    sql.batch(INSERT_MESSAGE, messages);
    sql.batch(INSERT_TAG, tags);
    sql.batch(INSERT_RATING, ratings);
  }

  private static Object[] row(Letter letter) {
    Draft draft = letter.draft();
    boolean pending = letter.judgement().status() == ModerationStatus.PENDING;
    return new Object[] {
      letter.id(),
      letter.thread(),
      letter.isReply() ? draft.answered().parent() : null,
      draft.kind().name(),
      draft.sender(),
      letter.recipient(),
      draft.visitor(),
      draft.subject(),
      draft.body(),
      draft.level(),
      draft.view(),
      letter.sentAt(),
      draft.session(),
      letter.judgement().status().name(),
      pending ? null : letter.sentAt(),
      letter.judgement().reason(),
      draft.archived(),
      draft.deleted() ? letter.sentAt() : null,
      draft.notification()
    };
  }
}
