package dev.letterbox.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of a longer list.
 *
 * @param count number of entries in the whole list; empty when the request asked for no count
 * @param results the entries of this page, in the requested order; empty beyond the end
 * @param next cursor of the next page; empty at the end; in the offset style, pages of a mailbox
 *     have one only with a count
 * @param previous cursor of the previous page; empty at the beginning, and in the offset style
 * @param version {@link MailboxService#version} just before the page was read; empty when the
 *     request did not ask for it
 */
public record Page<T>(
    OptionalLong count,
    List<T> results,
    Optional<String> next,
    Optional<String> previous,
    OptionalLong version) {

  public Page {
    results = List.copyOf(results);
  }

  /** A page without a version. */
  public Page(
      OptionalLong count, List<T> results, Optional<String> next, Optional<String> previous) {
    this(count, results, next, previous, OptionalLong.empty());
  }
}
