package dev.letterbox.message.store;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * Keeps when a delivery was replied to: when the earliest of its accepted replies was sent that was
 * not withdrawn. It follows its replies both ways, as they are accepted, rejected and withdrawn.
 */
@ApplicationScoped
public class ReplyTimestamps {

  /** By what the replier wrote in the conversation: a broadcast has the replies of many. */
  private static final String SELECT_FIRST_REPLY =
      """
      select min(m.sent_at) as first_at
      from lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_WRITTEN
      where m.sender = ? and m.thread_id = ? and m.parent_id = ? and m.moderation_status = ?
        and m.withdrawn_at is null
      """;

  private static final String UPDATE_REPLIED_AT =
      "update lb_delivery set replied_at = ? where recipient = ? and message_id = ?";
  private static final String LOCK_DELIVERY =
      "update lb_delivery set archived = archived where recipient = ? and message_id = ?";

  @Inject private SqlRunner sql;

  /** To be called before a reply of this user to a message is locked; false when it's not there. */
  public boolean lock(String replier, long parent) {
    return sql.update(LOCK_DELIVERY, replier, parent) > 0;
  }

  /**
   * To be called when the state of a reply has changed; the delivery is locked. So nobody else
   * changes its replies, and on Derby there is no need to wait for those who write others.
   */
  public void recompute(String replier, long thread, long parent) {
    Instant firstReplyAt =
        sql.query(
                SELECT_FIRST_REPLY + (sql.isDerby() ? " with ur" : ""),
                row -> SqlRunner.instant(row, "first_at"),
                replier,
                thread,
                parent,
                ModerationStatus.ACCEPTED.name())
            .get(0);
    sql.update(UPDATE_REPLIED_AT, firstReplyAt, replier, parent);
  }
}
