package dev.letterbox.rest;

import dev.letterbox.api.OutboxPage;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Some entries of the outbox, and where to go on. */
public record OutboxView(URI next, List<OutboxEntryView> results) {

  static OutboxView of(OutboxPage page, Links links) {
    Optional<String> cursor =
        page.next().isPresent()
            ? Optional.of(Long.toString(page.next().getAsLong()))
            : Optional.empty();
    return new OutboxView(
        links.at(cursor), page.results().stream().map(OutboxEntryView::of).toList());
  }
}
