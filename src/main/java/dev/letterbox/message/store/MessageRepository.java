package dev.letterbox.message.store;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.MessageContent;
import dev.letterbox.message.ModerationResult;
import dev.letterbox.message.OutgoingMessage;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Rows of messages, their tags, and what auto-moderators thought of them. */
@ApplicationScoped
public class MessageRepository {

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

  @Inject private SqlRunner sql;

  /** Stores messages of the same text. */
  public void insertAll(List<OutgoingMessage> messages) {
    int batchSize = Math.max(1, BATCH_CHARACTERS / (messages.get(0).content().body().length() + 1));
    for (int from = 0; from < messages.size(); from += batchSize) {
      insertBatch(messages.subList(from, Math.min(from + batchSize, messages.size())));
    }
  }

  private void insertBatch(List<OutgoingMessage> messages) {
    List<Object[]> messageRows = new ArrayList<>();
    List<Object[]> tagRows = new ArrayList<>();
    List<Object[]> ratingRows = new ArrayList<>();
    for (OutgoingMessage message : messages) {
      messageRows.add(toParameters(message));
      message.content().tags().forEach(tag -> tagRows.add(new Object[] {message.id(), tag}));
      for (ModerationResult.StoredRating rating : message.moderation().ratings()) {
        int position = ratingRows.size(); // grows with the order, which is all it is for
        ratingRows.add(
            new Object[] {
              message.id(), position, rating.moderator(), rating.rating(), rating.reason()
            });
      }
    }
    sql.batch(INSERT_MESSAGE, messageRows);
    sql.batch(INSERT_TAG, tagRows);
    sql.batch(INSERT_RATING, ratingRows);
  }

  private static Object[] toParameters(OutgoingMessage message) {
    MessageContent content = message.content();
    boolean pending = message.moderation().status() == ModerationStatus.PENDING;
    return new Object[] {
      message.id(),
      message.thread(),
      message.isReply() ? content.replyTarget().parent() : null,
      content.kind().name(),
      content.sender(),
      message.recipient(),
      content.visitorEmail(),
      content.subject(),
      content.body(),
      content.level(),
      content.view(),
      message.sentAt(),
      content.sessionId(),
      message.moderation().status().name(),
      pending ? null : message.sentAt(),
      message.moderation().reason(),
      content.senderArchived(),
      content.senderDeleted() ? message.sentAt() : null,
      content.notifyRecipients()
    };
  }
}
