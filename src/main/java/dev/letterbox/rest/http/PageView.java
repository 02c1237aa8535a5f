package dev.letterbox.rest.http;

import dev.letterbox.rest.message.MessageView;

import dev.letterbox.api.Page;
import jakarta.ws.rs.core.EntityTag;
import java.net.URI;
import java.util.List;

/** A page of messages; the count is null if not requested. */
public record PageView(Long count, URI next, URI previous, List<MessageView> results) {

  /** Creates a page by cursor. */
  public static PageView of(Page page, PageLinks links) {
    return new PageView(
        page.count().isPresent() ? page.count().getAsLong() : null,
        links.pageAt(page.next()),
        links.pageAt(page.previous()),
        page.results().stream().map(MessageView::of).toList());
  }

  /** Ignores the texts of cursors, which contain their time of creation. */
  public static EntityTag entityTag(PageView view, String caller, URI requestUri) {
    return EntityTags.of(
        caller,
        requestUri,
        String.valueOf(view.count()),
        view.next() != null,
        view.previous() != null,
        view.results());
  }
}
