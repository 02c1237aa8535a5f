package dev.letterbox.message;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of messages and their tags. */
@ApplicationScoped
class MessageStore {

  private static final String INSERT_MESSAGE =
      """
      insert into lb_message (id, thread_id, kind, sender, subject, body, level, view_name, sent_at,
        session_key, moderation_status, sender_archived, sender_deleted_at, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """;
  private static final String INSERT_TAG =
      "insert into lb_message_tag (message_id, tag) values (?, ?)";

  /** How much text goes into a batch: a driver holds all of it at once. */
  private static final int BATCH_CHARACTERS = 2_000_000;

  @Inject private Sql sql;
  @Inject private Deliveries deliveries;

  /** Stores so many messages of the same text, each the root of a conversation. */
  List<Long> store(Draft draft, int copies, Instant sentAt) {
    List<Long> ids = deliveries.newMessageIds(copies);
    int together = Math.max(1, BATCH_CHARACTERS / (draft.body().length() + 1));
    for (int from = 0; from < ids.size(); from += together) {
      insert(ids.subList(from, Math.min(from + together, ids.size())), draft, sentAt);
    }
    return ids;
  }

  private void insert(List<Long> ids, Draft draft, Instant sentAt) {
    List<Object[]> messages = new ArrayList<>();
    List<Object[]> tags = new ArrayList<>();
    for (Long id : ids) {
      messages.add(row(id, draft, sentAt));
      draft.tags().forEach(tag -> tags.add(new Object[] {id, tag}));
    }
    sql.batch(INSERT_MESSAGE, messages);
    sql.batch(INSERT_TAG, tags);
  }

  private static Object[] row(Long id, Draft draft, Instant sentAt) {
    return new Object[] {
      id,
      id,
      draft.kind().name(),
      draft.sender(),
      draft.subject(),
      draft.body(),
      draft.level(),
      draft.view(),
      sentAt,
      draft.session(),
      ModerationStatus.ACCEPTED.name(),
      draft.archived(),
      draft.deleted() ? sentAt : null
    };
  }
}
