package dev.letterbox.rest;

import dev.letterbox.api.OutboxPage;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Some entries of the outbox, and where to go on. */
public record OutboxPageView(URI next, List<OutboxEntryView> results) {

  static OutboxPageView of(OutboxPage page, Links links) {
    Optional<String> cursor =
        page.next().isPresent()
            ? Optional.of(Long.toString(page.next().getAsLong()))
            : Optional.empty();
    return new OutboxPageView(
        links.at(cursor), page.results().stream().map(OutboxEntryView::of).toList());
  }
}
