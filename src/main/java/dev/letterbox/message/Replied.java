package dev.letterbox.message;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * Keeps when a delivery was replied to: when the earliest of its accepted replies was sent that was
 * not withdrawn. It follows its replies both ways, as they are accepted, rejected and withdrawn.
 */
@ApplicationScoped
class Replied {

  /** By what the replier wrote in the conversation: a broadcast has the replies of many. */
  private static final String FIRST =
      """
      select min(m.sent_at) as first_at
      from lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_WRITTEN
      where m.sender = ? and m.thread_id = ? and m.parent_id = ? and m.moderation_status = ?
        and m.withdrawn_at is null
      """;

  private static final String SETTLE =
      "update lb_delivery set replied_at = ? where recipient = ? and message_id = ?";
  private static final String LOCK =
      "update lb_delivery set archived = archived where recipient = ? and message_id = ?";

  @Inject private Sql sql;

  /** To be called before a reply of this user to a message is locked; false when it's not there. */
  boolean lock(String replier, long parent) {
    return sql.update(LOCK, replier, parent) > 0;
  }

  /**
   * To be called when the state of a reply has changed; the delivery is locked. So nobody else
   * changes its replies, and on Derby there is no need to wait for those who write others.
   */
  void settle(String replier, long thread, long parent) {
    Instant first =
        sql.query(
                FIRST + (sql.isDerby() ? " with ur" : ""),
                row -> Sql.instant(row, "first_at"),
                replier,
                thread,
                parent,
                ModerationStatus.ACCEPTED.name())
            .get(0);
    sql.update(SETTLE, first, replier, parent);
  }
}
