package dev.letterbox.api.notification;

import java.util.List;
import java.util.OptionalLong;

/**
 * A page of entries of the outbox.
 *
 * @param results the entries
 * @param next the id after which to continue, for {@link OutboxRequest#after}; empty at the end
 */
public record OutboxPage(List<OutboxEntry> results, OptionalLong next) {

  public OutboxPage {
    results = List.copyOf(results);
  }
}
