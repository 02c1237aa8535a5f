package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The {@code from} and {@code where} clauses of folders. Text after {@code --DERBY-PROPERTIES} is a
 * comment for other databases, see {@code LetterboxDataSource}.
 */
@ApplicationScoped
class FolderSql {

  /** Derby's access path for an inbox in ascending order of ids. */
  static final String DERBY_OLDEST_FIRST = MailboxSide.RECEIVED.derbyAccessPath(true);

  /** Deliveries in the inbox. */
  static final String IN_INBOX = "d.archived = false and d.deleted_at is null";

  static final String UNREAD = IN_INBOX + " and d.read_at is null";

  /**
   * Makes Derby look up each row by key. A scan of the table would wait for rows that other
   * transactions write.
   */
  static final String DERBY_NESTED_LOOP = " --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n";

  @Inject private SqlRunner sql;
  @Inject private SessionVisibility visibility;

  /** Whether the query must join {@code lb_message m}. */
  boolean needsMessage(MessageFilter filter) {
    return visibility.isLimited() || filter.conditions().stream().anyMatch(FilterSql::needsMessage);
  }

  /**
   * The {@code from} and {@code where} of {@code lb_delivery d} in the inbox; further conditions
   * can follow.
   *
   * @param derbyAccess Derby's access path
   */
  SqlFragment fromWhere(String owner, MessageFilter filter, String derbyAccess) {
    return fromWhereReceived(owner, Folder.INBOX, filter, needsMessage(filter), derbyAccess);
  }

  /**
   * The {@code from} and {@code where} of one side of the messages in a folder; further conditions
   * can follow.
   *
   * @param withMessage whether to join {@code lb_message m} even if the filter does not need it
   */
  SqlFragment fromWhere(
      MailboxSide side,
      String owner,
      Folder folder,
      MessageFilter filter,
      boolean withMessage,
      String derbyAccess) {
    return switch (side) {
      case RECEIVED ->
          fromWhereReceived(
              owner, folder, filter, withMessage || needsMessage(filter), derbyAccess);
      case SENT -> fromWhereSent(owner, folder, filter, derbyAccess);
    };
  }

  private SqlFragment fromWhereReceived(
      String owner, Folder folder, MessageFilter filter, boolean withMessage, String derbyAccess) {
    String delivery = "lb_delivery d --DERBY-PROPERTIES " + derbyAccess + "\n";
    SqlFragment query =
        withMessage || folder == Folder.TRASH
            ? SqlFragment.of(" from --DERBY-PROPERTIES joinOrder=FIXED\n " + delivery)
                .add(", lb_message m" + DERBY_NESTED_LOOP + " where m.id = d.message_id and ")
            : SqlFragment.of(" from " + delivery + " where ");
    query.add("d.recipient = ? and " + MailboxSide.RECEIVED.folderCondition(folder), owner);
    return query
        .add(andConditions(filter, MailboxSide.RECEIVED))
        .add(visibility.andVisibleCondition());
  }

  private SqlFragment fromWhereSent(
      String owner, Folder folder, MessageFilter filter, String derbyAccess) {
    SqlFragment query =
        SqlFragment.of(" from lb_message m --DERBY-PROPERTIES " + derbyAccess + "\n where ")
            .add("m.sender = ? and " + MailboxSide.SENT.folderCondition(folder), owner);
    if (MailboxSide.of(folder).size() > 1) {
      query.add(andNotShownAsReceived(MailboxSide.RECEIVED.folderCondition(folder)));
    }
    return query.add(andConditions(filter, MailboxSide.SENT));
  }

  /**
   * Excludes messages to oneself whose received side is shown. Only messages to oneself need the
   * look-up.
   *
   * @param receivedCondition whether the received side is shown
   */
  static String andNotShownAsReceived(String receivedCondition) {
    return " and (m.recipient <> m.sender or not exists (select 1 from lb_delivery d"
        + " where d.recipient = m.sender and d.message_id = m.id and "
        + receivedCondition
        + "))";
  }

  private SqlFragment andConditions(MessageFilter filter, MailboxSide side) {
    FilterSql filterSql = new FilterSql(sql, side);
    SqlFragment all = new SqlFragment();
    filter.conditions().forEach(condition -> all.add(" and ").add(filterSql.toSql(condition)));
    return all;
  }
}
