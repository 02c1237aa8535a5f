package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.message.store.query.ConversationQuery;
import dev.letterbox.message.store.query.FolderQuery;
import dev.letterbox.message.store.query.KeysetOrder;
import dev.letterbox.message.store.query.MailboxCounterQuery;
import dev.letterbox.message.store.query.MailboxMessage;
import dev.letterbox.message.store.query.PageCursor;
import dev.letterbox.message.store.query.PageRows;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads pages of folders and conversations, and marks their messages as read if requested. */
@ApplicationScoped
class PageReader {

  @Inject private Database database;
  @Inject private MailboxCounterQuery counterQuery;
  @Inject private FolderQuery folderQuery;
  @Inject private ConversationQuery conversationQuery;
  @Inject private MessageMapper mapper;
  @Inject private ReadPolicy readPolicy;
  @Inject private Clock clock;

  /** Reads the page of a valid request, together with the version if it asks for that. */
  Page<Message> read(PageRequest request) {
    return request.versioned()
        ? database.sendTogether(() -> readVersioned(request))
        : readPage(request);
  }

  /** Reads the version first: a change in between gives the page a new version later. */
  private Page<Message> readVersioned(PageRequest request) {
    Supplier<Long> version = counterQuery.version(request.owner());
    Page<Message> page = readPage(request);
    return new Page<>(
        page.count(), page.results(), page.next(), page.previous(), OptionalLong.of(version.get()));
  }

  private Page<Message> readPage(PageRequest request) {
    PagePosition position = positionOf(request);
    KeysetOrder order = new KeysetOrder(request.order(), asOf(position));
    PageRows rows = folderQuery.page(request, order, position.cursor());
    return toPage(
        rows,
        position.sliceOf(rows.messages(), request.limit(), hasMore(request, rows), order::cursorOf),
        request.owner(),
        request.markRead());
  }

  /** With a cursor, one more row than the limit was read; an offset has the count instead. */
  private static boolean hasMore(PageRequest request, PageRows rows) {
    return request.cursor() == null
        ? rows.total().orElse(0) > request.offset() + request.limit()
        : rows.messages().size() > request.limit();
  }

  /**
   * Reads the page of a valid request.
   *
   * @throws MessageNotFoundException if the conversation has no message of the owner
   */
  Page<Message> read(ConversationRequest request) {
    PagePosition position = positionOf(request);
    KeysetOrder order =
        new KeysetOrder(
            List.of(new MessageOrder(MessageOrder.Key.SENT_AT, request.newestFirst())),
            asOf(position));
    PageRows rows =
        conversationQuery
            .page(request, order, position.cursor())
            .orElseThrow(() -> new MessageNotFoundException(request.thread()));
    return toPage(
        rows,
        position.sliceOf(
            rows.messages(),
            request.limit(),
            rows.messages().size() > request.limit(),
            order::cursorOf),
        request.owner(),
        request.markRead());
  }

  private Instant asOf(PagePosition position) {
    return position.cursor().map(PageCursor::asOf).orElseGet(clock::now);
  }

  private Page<Message> toPage(
      PageRows rows, PageSlice<MailboxMessage> slice, String owner, boolean markRead) {
    List<Message> messages = mapper.toMessages(slice.entries());
    if (markRead) {
      readPolicy.markDisplayed(
          owner,
          mapper.toMessages(
              slice.entries().stream().filter(MailboxMessage::isMarkableAsRead).toList()));
    }
    return new Page<>(rows.total(), messages, slice.next(), slice.previous());
  }

  static PagePosition positionOf(PageRequest request) {
    return PagePosition.of(
        request.cursor(),
        String.join(
            "\n",
            request.folder().name(),
            request.grouping().name(),
            request.order().toString(),
            request.owner()));
  }

  static PagePosition positionOf(ConversationRequest request) {
    return PagePosition.of(
        request.cursor(),
        String.join(
            "\n",
            "conversation " + request.thread(),
            Boolean.toString(request.newestFirst()),
            request.owner()));
  }
}
