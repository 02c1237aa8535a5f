package dev.letterbox.message.store.query;

import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.shared.jdbc.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads pages of a conversation: what a user received in it and sent to it. Each part is an index
 * range, so a page costs the same in a conversation of any length.
 */
@ApplicationScoped
public class ConversationQuery {

  private static final String IS_ACCEPTED = "m.moderation_status = 'ACCEPTED'";

  /** A root without delivered replies. */
  private static final String FROM_WHERE_ROOT =
      """

      from {fixed join order} lb_delivery d {index lb_delivery_pk}, lb_message m {lookup}
      where m.id = d.message_id and m.moderation_status = 'ACCEPTED'
        and d.recipient = :owner and d.message_id = :thread and d.single_message = true
      """;

  private static final String FROM_WHERE_RECEIVED =
      """

      from {fixed join order} lb_delivery d {index lb_delivery_conversation}, lb_message m {lookup}
      where m.id = d.message_id and m.moderation_status = 'ACCEPTED'
        and d.recipient = :owner and d.thread_id = :thread and d.single_message = false
      """;

  private static final String FROM_WHERE_SENT =
      """

      from lb_message m {index lb_message_written}
      where m.sender = :owner and m.thread_id = :thread
      """
          + FolderSql.andNotShownAsReceived(IS_ACCEPTED);

  @Inject private PageLoader pageLoader;
  @Inject private SessionVisibility visibility;

  /** One index range of a conversation. */
  private record ConversationRange(MailboxSide side, SqlFragment fromWhere) {

    SqlFragment select(KeysetOrder order, Optional<PageCursor> cursor) {
      SqlFragment query =
          SqlFragment.of("select " + side.columns().id() + " as entry_id, 1 as messages")
              .add(fromWhere);
      cursor.ifPresent(position -> query.add(order.andKeysetPredicate(position, side.columns())));
      return query;
    }
  }

  /**
   * Reads a page (1 or 2 statements, 1 more for an empty page).
   *
   * @return empty if the conversation has no message of the owner
   */
  public Optional<PageRows> page(
      ConversationRequest request, KeysetOrder order, Optional<PageCursor> cursor) {
    SqlFragment total = countMessages(request);
    PageRows page =
        pageLoader.load(
            request.owner(),
            selectPage(request, order, cursor),
            order,
            MailboxSide.shownAsReceivedCondition(IS_ACCEPTED),
            request.counted() ? total : new SqlFragment());
    if (!page.messages().isEmpty()) {
      return Optional.of(page);
    }
    long messages = cursor.isEmpty() ? 0 : pageLoader.count(total);
    return messages == 0
        ? Optional.empty()
        : Optional.of(
            new PageRows(
                List.of(), request.counted() ? OptionalLong.of(messages) : OptionalLong.empty()));
  }

  private SqlFragment selectPage(
      ConversationRequest request, KeysetOrder order, Optional<PageCursor> cursor) {
    boolean backwards = cursor.isPresent() && cursor.get().direction().isBackwards();
    return new LimitedUnion(order, backwards, 0, request.limit() + 1L)
        .toSql(parts(request).stream().map(part -> part.select(order, cursor)).toList());
  }

  private List<ConversationRange> parts(ConversationRequest request) {
    return List.of(
        new ConversationRange(
            MailboxSide.RECEIVED,
            fromWhere(FROM_WHERE_ROOT, request).add(visibility.andVisibleCondition())),
        new ConversationRange(
            MailboxSide.RECEIVED,
            fromWhere(FROM_WHERE_RECEIVED, request).add(visibility.andVisibleCondition())),
        new ConversationRange(MailboxSide.SENT, fromWhere(FROM_WHERE_SENT, request)));
  }

  private static SqlFragment fromWhere(String text, ConversationRequest request) {
    return SqlFragment.of(text).bind("owner", request.owner()).bind("thread", request.thread());
  }

  private SqlFragment countMessages(ConversationRequest request) {
    SqlFragment sum = SqlFragment.of("(0");
    for (ConversationRange part : parts(request)) {
      sum.add(" + (select count(*)").add(part.fromWhere()).add(")");
    }
    return sum.add(")");
  }
}
