package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.SortedMap;

/**
 * Takes messages off the counters of mailboxes. Call it after the deliveries that it counts were
 * changed, in the same transaction, and for several mailboxes in the order of their owners.
 */
@ApplicationScoped
public class Counters {

  private static final String CHANGE =
      """
      update lb_mailbox
      set unread = unread - ?, total = total - ?, conversations = conversations - ?,
        version = version + 1
      where owner = ?
      """;

  @Inject private Sql sql;

  /**
   * Something in this mailbox changed for its owner to see.
   *
   * @param noLongerUnread how many unread messages of the inbox are read or gone; below 0 when
   *     there are more now
   * @param noLongerThere how many messages of the inbox are gone
   * @param conversationsGone how many conversations have no message in the inbox any more
   */
  public void changed(String owner, int noLongerUnread, int noLongerThere, int conversationsGone) {
    sql.update(CHANGE, noLongerUnread, noLongerThere, conversationsGone, owner);
  }

  /**
   * One unread message more for each of these owners.
   *
   * @param conversations by owner, whether it begins a conversation in the inbox (1) or not (0)
   */
  void oneMoreUnread(SortedMap<String, Integer> conversations) {
    sql.batch(
        CHANGE,
        conversations.entrySet().stream()
            .map(entry -> new Object[] {-1, -1, -entry.getValue(), entry.getKey()})
            .toList());
  }
}
