package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Which messages of a folder a filter shows, in SQL. What follows {@code --DERBY-PROPERTIES} is a
 * comment for other databases, see {@code LetterboxDataSource}.
 */
@ApplicationScoped
class Selection {

  /** How Derby reads the inbox of one owner from the oldest message on. */
  static final String OLDEST_FIRST = Side.RECEIVED.derbyAccess(true);

  /** What is in the inbox of whoever received it, and what of that is unread. */
  static final String IN_INBOX = "d.archived = false and d.deleted_at is null";

  static final String UNREAD = IN_INBOX + " and d.read_at is null";

  /**
   * Derby looks each row of a table up that belongs to one found before. Reading all of the table
   * instead, it would wait for rows that others are writing.
   */
  static final String LOOKED_UP = " --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n";

  @Inject private Sql sql;
  @Inject private Visibility visibility;

  /** Whether it looks at {@code lb_message m}, too. */
  boolean needsMessage(MessageFilter filter) {
    return visibility.isLimited()
        || filter.conditions().stream().anyMatch(Conditions::needsMessage);
  }

  /**
   * The {@code from} and {@code where} of {@code lb_delivery d} in the inbox; more conditions can
   * follow.
   *
   * @param derbyAccess how Derby reads it
   */
  Fragment of(String owner, MessageFilter filter, String derbyAccess) {
    return received(owner, Folder.INBOX, filter, needsMessage(filter), derbyAccess);
  }

  /**
   * The {@code from} and {@code where} of one side of the messages in a folder; more conditions can
   * follow.
   *
   * @param withMessage whether there must be {@code lb_message m}, whatever the filter needs
   */
  Fragment of(
      Side side,
      String owner,
      Folder folder,
      MessageFilter filter,
      boolean withMessage,
      String derbyAccess) {
    return switch (side) {
      case RECEIVED ->
          received(owner, folder, filter, withMessage || needsMessage(filter), derbyAccess);
      case SENT -> sent(owner, folder, filter, derbyAccess);
    };
  }

  private Fragment received(
      String owner, Folder folder, MessageFilter filter, boolean withMessage, String derbyAccess) {
    String delivery = "lb_delivery d --DERBY-PROPERTIES " + derbyAccess + "\n";
    Fragment shown =
        withMessage || folder == Folder.TRASH
            ? Fragment.of(" from --DERBY-PROPERTIES joinOrder=FIXED\n " + delivery)
                .add(", lb_message m" + LOOKED_UP + " where m.id = d.message_id and ")
            : Fragment.of(" from " + delivery + " where ");
    shown.add("d.recipient = ? and " + Side.RECEIVED.isIn(folder), owner);
    return shown.add(and(filter, Side.RECEIVED)).add(visibility.andVisible());
  }

  private Fragment sent(String owner, Folder folder, MessageFilter filter, String derbyAccess) {
    Fragment shown =
        Fragment.of(" from lb_message m --DERBY-PROPERTIES " + derbyAccess + "\n where ")
            .add("m.sender = ? and " + Side.SENT.isIn(folder), owner);
    if (Side.of(folder).size() > 1) {
      shown.add(andNotReceived(Side.RECEIVED.isIn(folder)));
    }
    return shown.add(and(filter, Side.SENT));
  }

  /**
   * Leaves those out of the messages that somebody sent which he received himself, where the
   * received side is shown. Only for messages to oneself there is something to look up.
   *
   * @param shown whether the received side is shown
   */
  static String andNotReceived(String shown) {
    return " and (m.recipient <> m.sender or not exists (select 1 from lb_delivery d"
        + " where d.recipient = m.sender and d.message_id = m.id and "
        + shown
        + "))";
  }

  private Fragment and(MessageFilter filter, Side side) {
    Conditions conditions = new Conditions(sql, side);
    Fragment all = new Fragment();
    filter.conditions().forEach(condition -> all.add(" and ").add(conditions.of(condition)));
    return all;
  }
}
