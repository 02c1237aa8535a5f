package dev.letterbox.rest;

import dev.letterbox.api.Page;
import jakarta.ws.rs.core.EntityTag;
import java.net.URI;
import java.util.List;

/** The envelope of a page; the count is null when it was not asked for. */
public record PageView(Long count, URI next, URI previous, List<MessageView> results) {

  /** A page by cursor. */
  static PageView of(Page page, Links links) {
    return new PageView(
        page.count().isPresent() ? page.count().getAsLong() : null,
        links.at(page.next()),
        links.at(page.previous()),
        page.results().stream().map(MessageView::of).toList());
  }

  /** The tag of this answer. A cursor says when it was made; that makes no other answer of it. */
  static EntityTag tagOf(PageView view, String caller, URI asked) {
    return EntityTags.of(
        caller,
        asked,
        String.valueOf(view.count()),
        view.next() != null,
        view.previous() != null,
        view.results());
  }
}
