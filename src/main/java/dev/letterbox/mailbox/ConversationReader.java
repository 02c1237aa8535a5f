package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
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
public class ConversationReader {

  private static final String IS_ACCEPTED = "m.moderation_status = 'ACCEPTED'";

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private MessageLoader messageLoader;
  @Inject private SessionVisibility visibility;
  @Inject private ReadPolicy readPolicy;

  /**
   * Validates a request.
   *
   * @throws dev.letterbox.api.InvalidInputException naming {@code limit} or {@code cursor}
   */
  public void check(ConversationRequest request) {
    MailboxRequestValidator.validate(request);
  }

  /**
   * Reads the page of a valid request, and marks its messages as read if requested.
   *
   * @throws MessageNotFoundException if the conversation has no message of the owner
   */
  public Page<Message> open(ConversationRequest request) {
    PagePosition position = positionOf(request);
    KeysetOrder order = orderOf(request, position);
    MessageLoader.LoadedMessages loaded =
        load(
            request, order, position.cursor(), request.counted() ? countMessages(request) : zero());
    if (loaded.entries().isEmpty()) {
      requireNotEmpty(request, position);
    }
    PagePosition.PageSlice slice = position.sliceOf(loaded.entries(), request.limit(), order);
    if (request.markRead()) {
      readPolicy.markDisplayed(request.owner(), slice.messagesToMarkRead());
    }
    return slice.toPage(
        request.counted()
            ? OptionalLong.of(
                loaded.total().orElseGet(() -> messageLoader.selectCount(countMessages(request))))
            : OptionalLong.empty());
  }

  static PagePosition positionOf(ConversationRequest request) {
    return PagePosition.of(
        request.cursor(),
        String.join(
            "\n",
            "conversation " + request.thread(),
            Boolean.toString(request.descending()),
            request.owner()));
  }

  private KeysetOrder orderOf(ConversationRequest request, PagePosition position) {
    return new KeysetOrder(
        List.of(new MessageOrder(MessageOrder.Key.CREATED, request.descending())),
        position.cursor().map(PageCursor::asOf).orElseGet(() -> clock.now()),
        sql);
  }

  private static SqlFragment zero() {
    return SqlFragment.of("0");
  }

  /** An empty page beyond the end of a conversation is no error; an unknown conversation is. */
  private void requireNotEmpty(ConversationRequest request, PagePosition position) {
    Optional<PageCursor> noCursor = Optional.empty();
    if (position.cursor().isEmpty()
        || load(request.limit(1), orderOf(request, position), noCursor, zero())
            .entries()
            .isEmpty()) {
      throw new MessageNotFoundException(request.thread());
    }
  }

  private MessageLoader.LoadedMessages load(
      ConversationRequest request,
      KeysetOrder order,
      Optional<PageCursor> position,
      SqlFragment total) {
    boolean backwards = position.isPresent() && position.get().direction().isBackwards();
    List<SqlFragment> parts =
        List.of(
            selectSide(MailboxSide.RECEIVED, position, order, fromWhereRoot(request)),
            selectSide(MailboxSide.RECEIVED, position, order, fromWhereReceived(request)),
            selectSide(MailboxSide.SENT, position, order, fromWhereSent(request)));
    return messageLoader.load(
        request.owner(),
        new LimitedUnion(order, backwards, 0, request.limit() + 1L).toSql(parts),
        order,
        MailboxSide.shownAsReceivedCondition(IS_ACCEPTED),
        total);
  }

  private static SqlFragment selectSide(
      MailboxSide side, Optional<PageCursor> position, KeysetOrder order, SqlFragment fromWhere) {
    SqlFragment part =
        SqlFragment.of(
                "select " + side.columns().id() + " as " + KeysetOrder.ENTRY_ID + ", 1 as messages")
            .add(fromWhere);
    position.ifPresent(cursor -> part.add(order.keysetPredicate(cursor, side.columns())));
    return part;
  }

  private SqlFragment countMessages(ConversationRequest request) {
    SqlFragment sum = SqlFragment.of("(");
    for (SqlFragment part :
        List.of(fromWhereRoot(request), fromWhereReceived(request), fromWhereSent(request))) {
      sum.add("(select count(*)").add(part).add(") + ");
    }
    return sum.add("0)");
  }

  /** A root without delivered replies. */
  private SqlFragment fromWhereRoot(ConversationRequest request) {
    return fromWhereDelivery("constraint=LB_DELIVERY_PK")
        .add(" and d.recipient = ?", request.owner())
        .add(" and d.message_id = ? and d.single_message = true", request.thread());
  }

  private SqlFragment fromWhereReceived(ConversationRequest request) {
    return fromWhereDelivery("index=LB_DELIVERY_CONVERSATION")
        .add(" and d.recipient = ?", request.owner())
        .add(" and d.thread_id = ? and d.single_message = false", request.thread());
  }

  private SqlFragment fromWhereDelivery(String derbyAccess) {
    return SqlFragment.of(" from --DERBY-PROPERTIES joinOrder=FIXED\n lb_delivery d")
        .add(
            " --DERBY-PROPERTIES " + derbyAccess + "\n, lb_message m" + FolderSql.DERBY_NESTED_LOOP)
        .add(" where m.id = d.message_id and " + IS_ACCEPTED)
        .add(visibility.andVisibleCondition());
  }

  private static SqlFragment fromWhereSent(ConversationRequest request) {
    return SqlFragment.of(" from lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_WRITTEN\n")
        .add(" where m.sender = ?", request.owner())
        .add(" and m.thread_id = ?", request.thread())
        .add(FolderSql.andNotShownAsReceived(IS_ACCEPTED));
  }
}
