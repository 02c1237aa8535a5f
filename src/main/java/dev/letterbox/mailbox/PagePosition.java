package dev.letterbox.mailbox;

import dev.letterbox.api.PageRequest;
import dev.letterbox.message.store.query.PageCursor;
import dev.letterbox.message.store.query.PageCursor.Direction;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The start of a page of any list.
 *
 * @param encodedCursor the cursor of the request; null with an offset
 * @param scope what the cursor is valid for: list, order and owner
 * @param cursor the decoded cursor; empty for the first page
 */
public record PagePosition(String encodedCursor, String scope, Optional<PageCursor> cursor) {

  public static PagePosition of(String encodedCursor, String scope) {
    return new PagePosition(
        encodedCursor,
        scope,
        isFirstPage(encodedCursor)
            ? Optional.empty()
            : PageCursorCodec.decode(encodedCursor, scope));
  }

  private static boolean isFirstPage(String encodedCursor) {
    return encodedCursor == null || encodedCursor.equals(PageRequest.FIRST_PAGE);
  }

  /** Whether the request has no cursor, or a valid one. */
  boolean isValid() {
    return isFirstPage(encodedCursor) || cursor.isPresent();
  }

  public boolean isBackwards() {
    return cursor.isPresent() && cursor.get().direction().isBackwards();
  }

  /**
   * Cuts the page from its rows.
   *
   * @param rows in the order of the list; may be one more than the limit
   * @param hasMore whether there is another page in the direction of the cursor
   * @param cursorOf the cursor that continues from an entry
   */
  public <T> PageSlice<T> sliceOf(
      List<T> rows, int limit, boolean hasMore, BiFunction<T, Direction, PageCursor> cursorOf) {
    int surplus = Math.max(0, rows.size() - limit);
    List<T> entries =
        isBackwards() ? rows.subList(surplus, rows.size()) : rows.subList(0, rows.size() - surplus);
    if (entries.isEmpty()) {
      return emptySlice();
    }
    boolean hasNext = isBackwards() || hasMore;
    boolean hasPrevious = isBackwards() ? hasMore : cursor.isPresent();
    return new PageSlice<>(
        entries,
        hasNext
            ? Optional.of(encode(cursorOf.apply(entries.get(entries.size() - 1), Direction.AFTER)))
            : Optional.empty(),
        hasPrevious
            ? Optional.of(encode(cursorOf.apply(entries.get(0), Direction.BEFORE)))
            : Optional.empty());
  }

  /** Without messages after the cursor, only the opposite direction has messages. */
  private <T> PageSlice<T> emptySlice() {
    Optional<String> opposite = cursor.map(it -> encode(it.reversed()));
    return new PageSlice<>(
        List.of(), opposite.filter(it -> isBackwards()), opposite.filter(it -> !isBackwards()));
  }

  private String encode(PageCursor other) {
    return PageCursorCodec.encode(other, scope);
  }
}
