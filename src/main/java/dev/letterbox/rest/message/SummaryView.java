package dev.letterbox.rest.message;

import dev.letterbox.api.UnreadSummary;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** The number and the highest level of the unread messages of an inbox. */
@JsonbPropertyOrder({"count", "maxLevel", "maxLevelTag"})
public record SummaryView(long count, Integer maxLevel, String maxLevelTag) {

  static SummaryView of(UnreadSummary summary) {
    Integer maxLevel = summary.maxLevel().isPresent() ? summary.maxLevel().getAsInt() : null;
    return new SummaryView(summary.unread(), maxLevel, summary.maxLevelTag());
  }
}
