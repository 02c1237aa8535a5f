package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Takes unread messages off mailboxes. Call it after the deliveries that it counts were changed, in
 * the same transaction, and for several mailboxes in the order of their owners.
 */
@ApplicationScoped
public class Counters {

  private static final String CHANGE =
      "update lb_mailbox set unread = unread - ?, version = version + 1 where owner = ?";

  @Inject private Sql sql;

  /**
   * Something in this mailbox changed for its owner to see.
   *
   * @param noLongerUnread how many unread messages of the inbox are read or gone, 0 or more
   */
  public void changed(String owner, int noLongerUnread) {
    sql.update(CHANGE, noLongerUnread, owner);
  }
}
