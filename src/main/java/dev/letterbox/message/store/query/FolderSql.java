package dev.letterbox.message.store.query;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.shared.jdbc.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The {@code from} and {@code where} clauses of folders. Joined tables are read by key: on Derby a
 * scan would wait for rows that other transactions write.
 */
@ApplicationScoped
class FolderSql {

  /** Deliveries in the inbox. */
  static final String IN_INBOX = "d.archived = false and d.deleted_at is null";

  static final String UNREAD = IN_INBOX + " and d.read_at is null";

  @Inject private SessionVisibility visibility;

  /** Whether the query must join {@code lb_message m}. */
  boolean needsMessage(MessageFilter filter) {
    return visibility.isLimited() || FilterSql.needsMessage(filter);
  }

  /**
   * The {@code from} and {@code where} of {@code lb_delivery d} in the inbox; further conditions
   * can follow.
   *
   * @param indexHint hint for {@code lb_delivery}
   */
  SqlFragment fromWhereInbox(String owner, MessageFilter filter, String indexHint) {
    return fromWhereReceived(owner, Folder.INBOX, filter, needsMessage(filter), indexHint);
  }

  /**
   * The {@code from} and {@code where} of one side of the messages in a folder; further conditions
   * can follow.
   *
   * @param withMessage whether to join {@code lb_message m} even if the filter does not need it
   * @param indexHint hint for the table of the side
   */
  SqlFragment fromWhere(
      MailboxSide side,
      String owner,
      Folder folder,
      MessageFilter filter,
      boolean withMessage,
      String indexHint) {
    return switch (side) {
      case RECEIVED ->
          fromWhereReceived(owner, folder, filter, withMessage || needsMessage(filter), indexHint);
      case SENT -> fromWhereSent(owner, folder, filter, indexHint);
    };
  }

  private SqlFragment fromWhereReceived(
      String owner, Folder folder, MessageFilter filter, boolean withMessage, String indexHint) {
    String fromWhere =
        withMessage || folder == Folder.TRASH
            ? """

            from {fixed join order} lb_delivery d %s, lb_message m {lookup}
            where m.id = d.message_id and d.recipient = :owner and %s
            """
            : """

            from lb_delivery d %s
            where d.recipient = :owner and %s
            """;
    return SqlFragment.of(
            fromWhere.formatted(indexHint, MailboxSide.RECEIVED.folderCondition(folder)))
        .bind("owner", owner)
        .add(FilterSql.andConditions(filter, MailboxSide.RECEIVED))
        .add(visibility.andVisibleCondition());
  }

  private SqlFragment fromWhereSent(
      String owner, Folder folder, MessageFilter filter, String indexHint) {
    SqlFragment query =
        SqlFragment.of(
                """

                from lb_message m %s
                where m.sender = :owner and %s
                """
                    .formatted(indexHint, MailboxSide.SENT.folderCondition(folder)))
            .bind("owner", owner);
    if (MailboxSide.of(folder).size() > 1) {
      query.add(andNotShownAsReceived(MailboxSide.RECEIVED.folderCondition(folder)));
    }
    return query.add(FilterSql.andConditions(filter, MailboxSide.SENT));
  }

  /**
   * Excludes messages to oneself whose received side is shown. Only messages to oneself need the
   * look-up.
   *
   * @param receivedCondition whether the received side is shown
   */
  static String andNotShownAsReceived(String receivedCondition) {
    return """
     and (m.recipient <> m.sender or not exists (
      select 1 from lb_delivery d
      where d.recipient = m.sender and d.message_id = m.id and %s))
    """
        .formatted(receivedCondition);
  }
}
