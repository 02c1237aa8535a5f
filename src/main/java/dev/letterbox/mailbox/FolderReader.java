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

/** Reads pages of folders: messages, tags and number in one statement. */
@ApplicationScoped
class FolderReader {

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private FolderQuery folderQuery;
  @Inject private MessageLoader messageLoader;

  /**
   * A page, and which of its messages become read when they are shown.
   *
   * @param messagesToMarkRead received ones that are not deleted, whether they are read already or
   *     not
   */
  record PageResult(Page page, List<Message> messagesToMarkRead) {}

  /** The page that is asked for, by a request that is right. */
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

  /** Where the page of a request begins. */
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
