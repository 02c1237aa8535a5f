package dev.letterbox.api.notification;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some entries of the outbox.
 *
 * @param results the entries
 * @param next the id behind which to go on; empty at the end
 */
public record OutboxPage(List<OutboxEntry> results, OptionalLong next) {

  public OutboxPage {
    results = List.copyOf(results);
  }
}
