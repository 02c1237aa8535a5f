package dev.letterbox.rest.admin;

import dev.letterbox.api.notification.OutboxPage;
import dev.letterbox.rest.http.PageLinks;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A page of the outbox with a link to the next page. */
public record OutboxPageView(URI next, List<OutboxEntryView> results) {

  static OutboxPageView of(OutboxPage page, PageLinks links) {
    Optional<String> cursor =
        page.next().isPresent()
            ? Optional.of(Long.toString(page.next().getAsLong()))
            : Optional.empty();
    return new OutboxPageView(
        links.pageAt(cursor), page.results().stream().map(OutboxEntryView::of).toList());
  }
}
