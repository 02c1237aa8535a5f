package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a page begins, and the cursors of the pages around it.
 *
 * @param encodedCursor the cursor of the request; null in the offset style
 * @param scope where the cursor is of use: the list, its order and its owner
 * @param cursor what the text stands for; empty at the beginning
 */
record PagePosition(String encodedCursor, String scope, Optional<PageCursor> cursor) {

  static PagePosition of(String encodedCursor, String scope) {
    return new PagePosition(
        encodedCursor,
        scope,
        isFirstPage(encodedCursor) ? Optional.empty() : PageCursor.decode(encodedCursor, scope));
  }

  private static boolean isFirstPage(String encodedCursor) {
    return encodedCursor == null || encodedCursor.equals(PageRequest.FIRST_PAGE);
  }

  /** Whether it has no cursor, or one of its scope. */
  boolean isValid() {
    return isFirstPage(encodedCursor) || cursor.isPresent();
  }

  private boolean isBackwards() {
    return cursor.isPresent() && cursor.get().direction().isBackwards();
  }

  /**
   * A page, with the cursors of the next one and the one before.
   *
   * @param next empty at the end, and in the offset style
   * @param previous empty at the beginning, and in the offset style
   */
  record PageSlice(List<PageEntry> entries, Optional<String> next, Optional<String> previous) {

    Page toPage(OptionalLong count) {
      return new Page(count, entries.stream().map(PageEntry::message).toList(), next, previous);
    }

    /** What showing it can make read. */
    List<Message> messagesToMarkRead() {
      return entries.stream().filter(PageEntry::isMarkableAsRead).map(PageEntry::message).toList();
    }
  }

  /** One more was read than is shown, to know whether there is another page. */
  PageSlice sliceOf(List<PageEntry> rows, int limit, KeysetOrder order) {
    boolean hasMore = rows.size() > limit;
    int surplus = hasMore ? 1 : 0;
    boolean backwards = isBackwards();
    List<PageEntry> entries =
        backwards ? rows.subList(surplus, rows.size()) : rows.subList(0, rows.size() - surplus);
    if (encodedCursor == null) {
      return new PageSlice(entries, Optional.empty(), Optional.empty());
    }
    if (entries.isEmpty()) {
      return emptySlice();
    }
    PageCursor nextCursor =
        order.cursorOf(entries.get(entries.size() - 1), PageCursor.Direction.AFTER);
    PageCursor previousCursor = order.cursorOf(entries.get(0), PageCursor.Direction.BEFORE);
    return new PageSlice(
        entries,
        Optional.of(nextCursor.encode(scope)).filter(it -> backwards || hasMore),
        Optional.of(previousCursor.encode(scope))
            .filter(it -> backwards ? hasMore : cursor.isPresent()));
  }

  /** What was there has gone since the link was made: the only way is back. */
  private PageSlice emptySlice() {
    Optional<String> backCursor = cursor.map(it -> it.reversed().encode(scope));
    return new PageSlice(
        List.of(), backCursor.filter(it -> isBackwards()), backCursor.filter(it -> !isBackwards()));
  }
}
