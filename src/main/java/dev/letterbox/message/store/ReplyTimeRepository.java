package dev.letterbox.message.store;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Stores when deliveries were replied to. */
@ApplicationScoped
public class ReplyTimeRepository {

  /** The replier's messages of the conversation are few, even if a broadcast has many replies. */
  private static final String SELECT_FIRST_REPLY =
      """
      select min(m.sent_at) as first_at
      from lb_message m {index lb_message_written}
      where m.sender = :replier and m.thread_id = :thread and m.parent_id = :parent
        and m.moderation_status = :status and m.withdrawn_at is null
      {unlocked}
      """;

  private static final String UPDATE =
      """
      update lb_delivery set replied_at = :repliedAt
      where recipient = :recipient and message_id = :message
      """;

  @Inject private Database database;

  /**
   * Stores when a delivery was replied to: when the first accepted reply was sent that is not
   * withdrawn. Call it when the state of a reply has changed; the delivery was locked before the
   * reply, so its replies do not change.
   */
  public void update(String replier, long thread, long parent) {
    Instant repliedAt =
        database
            .sql(SELECT_FIRST_REPLY)
            .bind("replier", replier)
            .bind("thread", thread)
            .bind("parent", parent)
            .bind("status", ModerationStatus.ACCEPTED)
            .single(row -> Database.instant(row, "first_at"));
    database
        .sql(UPDATE)
        .bind("repliedAt", repliedAt)
        .bind("recipient", replier)
        .bind("message", parent)
        .enqueue();
  }
}
