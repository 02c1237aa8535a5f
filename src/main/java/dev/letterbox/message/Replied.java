package dev.letterbox.message;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Keeps when a delivery was replied to: when the earliest of its accepted replies was sent that was
 * not withdrawn. It follows its replies both ways, as they are accepted, rejected and withdrawn.
 */
@ApplicationScoped
class Replied {

  private static final String SETTLE =
      """
      update lb_delivery
      set replied_at =
        (select min(m.sent_at) from lb_message m
          where m.parent_id = ? and m.sender = ? and m.moderation_status = ?
            and m.withdrawn_at is null)
      where recipient = ? and message_id = ?
      """;
  private static final String LOCK =
      "update lb_delivery set archived = archived where recipient = ? and message_id = ?";

  @Inject private Sql sql;

  /** To be called before a reply of this user to a message is locked; false when it's not there. */
  boolean lock(String replier, long parent) {
    return sql.update(LOCK, replier, parent) > 0;
  }

  /** To be called when the state of a reply has changed; the delivery is locked. */
  void settle(String replier, long parent) {
    sql.update(SETTLE, parent, replier, ModerationStatus.ACCEPTED.name(), replier, parent);
  }
}
