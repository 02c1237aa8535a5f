package dev.letterbox.mailbox;

import java.util.List;
import java.util.Optional;

/**
 * The entries of a page with the cursors of the next and the previous page.
 *
 * @param next empty at the end
 * @param previous empty at the start, and with an offset
 */
public record PageSlice<T>(List<T> entries, Optional<String> next, Optional<String> previous) {}
