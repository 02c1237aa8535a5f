package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;

/** Reads folder pages: messages, tags and the total in one statement. */
@ApplicationScoped
class FolderReader {

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private FolderQuery folderQuery;
  @Inject private MessageLoader messageLoader;

  /**
   * A page and its messages that are to be marked as read.
   *
   * @param messagesToMarkRead received messages that are not deleted, read or not
   */
  record PageResult(Page<Message> page, List<Message> messagesToMarkRead) {}

  /** Reads the page of a valid request. */
  PageResult readPage(PageRequest request) {
    PagePosition position = positionOf(request);
    KeysetOrder order =
        new KeysetOrder(
            request.order(),
            position.cursor().map(PageCursor::asOf).orElseGet(() -> clock.now()),
            sql);
    MessageLoader.LoadedMessages loaded =
        messageLoader.load(
            request.owner(),
            folderQuery.selectPage(request, order, position.cursor()),
            order,
            MailboxSide.shownAsReceivedCondition(request.folder()),
            request.counted() ? folderQuery.countEntries(request) : SqlFragment.of("0"));
    OptionalLong count =
        request.counted()
            ? OptionalLong.of(
                loaded
                    .total()
                    .orElseGet(() -> messageLoader.selectCount(folderQuery.countEntries(request))))
            : OptionalLong.empty();
    PagePosition.PageSlice slice = position.sliceOf(loaded.entries(), request.limit(), order);
    return new PageResult(slice.toPage(count), slice.messagesToMarkRead());
  }

  /** The start position of the requested page. */
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
}
