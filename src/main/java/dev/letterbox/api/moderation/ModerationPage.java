package dev.letterbox.api.moderation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of what there is to moderate, or was.
 *
 * @param count number of all messages that the request shows; empty when they were not to be
 *     counted
 * @param results the messages of this part; empty beyond the end
 * @param next the cursor of the page after this one; empty at the end, and in the offset style
 * @param previous the cursor of the page before this one; empty at the beginning, and in the offset
 *     style
 */
public record ModerationPage(
    OptionalLong count,
    List<ModeratedMessage> results,
    Optional<String> next,
    Optional<String> previous) {

  public ModerationPage {
    results = List.copyOf(results);
  }
}
