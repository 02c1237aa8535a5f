package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The start of a page, and the cursors of the pages around it.
 *
 * @param encodedCursor the cursor of the request; null with an offset
 * @param scope what the cursor is valid for: list, order and owner
 * @param cursor the decoded cursor; empty for the first page
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

  /** Whether the request has no cursor, or a valid one. */
  boolean isValid() {
    return isFirstPage(encodedCursor) || cursor.isPresent();
  }

  private boolean isBackwards() {
    return cursor.isPresent() && cursor.get().direction().isBackwards();
  }

  /**
   * A page with the cursors of the next and the previous page.
   *
   * @param next empty at the end, and with an offset
   * @param previous empty at the start, and with an offset
   */
  record PageSlice(List<PageEntry> entries, Optional<String> next, Optional<String> previous) {

    Page<Message> toPage(OptionalLong count) {
      return new Page<>(count, entries.stream().map(PageEntry::message).toList(), next, previous);
    }

    /** Messages that displaying the page can mark as read. */
    List<Message> messagesToMarkRead() {
      return entries.stream().filter(PageEntry::isMarkableAsRead).map(PageEntry::message).toList();
    }
  }

  /** Cuts the page from its rows, which hold one entry more if there is another page. */
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

  /** All messages after the cursor were removed: only the opposite direction has messages. */
  private PageSlice emptySlice() {
    Optional<String> backCursor = cursor.map(it -> it.reversed().encode(scope));
    return new PageSlice(
        List.of(), backCursor.filter(it -> isBackwards()), backCursor.filter(it -> !isBackwards()));
  }
}
