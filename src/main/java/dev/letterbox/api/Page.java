package dev.letterbox.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a folder.
 *
 * @param count number of messages in the whole folder that the filter shows; empty when they were
 *     not to be counted
 * @param results the messages of this part, in the order asked for; empty beyond the end
 * @param next the cursor of the page after this one; empty at the end, and in the offset style
 * @param previous the cursor of the page before this one; empty at the beginning, and in the offset
 *     style
 */
public record Page(
    OptionalLong count, List<Message> results, Optional<String> next, Optional<String> previous) {

  public Page {
    results = List.copyOf(results);
  }
}
