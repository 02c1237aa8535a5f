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
 * @param text the cursor of the request; null in the offset style
 * @param scope where the cursor is of use: the list, its order and its owner
 * @param cursor what the text stands for; empty at the beginning
 */
record Place(String text, String scope, Optional<Cursor> cursor) {

  static Place of(String text, String scope) {
    return new Place(text, scope, hasNone(text) ? Optional.empty() : Cursor.decode(text, scope));
  }

  private static boolean hasNone(String text) {
    return text == null || text.equals(PageRequest.BEGIN);
  }

  /** Whether it has no cursor, or one of its scope. */
  boolean isRight() {
    return hasNone(text) || cursor.isPresent();
  }

  private boolean isBackwards() {
    return cursor.isPresent() && cursor.get().way().isBackwards();
  }

  /**
   * A page, with the cursors of the next one and the one before.
   *
   * @param next empty at the end, and in the offset style
   * @param previous empty at the beginning, and in the offset style
   */
  record Slice(List<Shown> messages, Optional<String> next, Optional<String> previous) {

    Page page(OptionalLong count) {
      return new Page(count, messages.stream().map(Shown::message).toList(), next, previous);
    }

    /** What showing it can make read. */
    List<Message> canBecomeRead() {
      return messages.stream().filter(Shown::canBecomeRead).map(Shown::message).toList();
    }
  }

  /** One more was read than is shown, to know whether there is another page. */
  Slice slice(List<Shown> found, int limit, Sorting sorting) {
    boolean more = found.size() > limit;
    int surplus = more ? 1 : 0;
    boolean backwards = isBackwards();
    List<Shown> shown =
        backwards ? found.subList(surplus, found.size()) : found.subList(0, found.size() - surplus);
    if (text == null) {
      return new Slice(shown, Optional.empty(), Optional.empty());
    }
    if (shown.isEmpty()) {
      return nothingThere();
    }
    Cursor after = sorting.placeOf(shown.get(shown.size() - 1), Cursor.Way.AFTER);
    Cursor before = sorting.placeOf(shown.get(0), Cursor.Way.BEFORE);
    return new Slice(
        shown,
        Optional.of(after.encode(scope)).filter(it -> backwards || more),
        Optional.of(before.encode(scope)).filter(it -> backwards ? more : cursor.isPresent()));
  }

  /** What was there has gone since the link was made: the only way is back. */
  private Slice nothingThere() {
    Optional<String> back = cursor.map(it -> it.turned().encode(scope));
    return new Slice(
        List.of(), back.filter(it -> isBackwards()), back.filter(it -> !isBackwards()));
  }
}
