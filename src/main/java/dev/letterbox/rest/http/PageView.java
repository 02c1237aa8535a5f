package dev.letterbox.rest.http;

import jakarta.ws.rs.core.EntityTag;
import java.net.URI;
import java.util.List;

/**
 * A page of a list.
 *
 * @param count number of items on all pages; null if not requested
 * @param next link to the next page; null on the last page
 * @param previous link to the previous page; null on the first page
 */
public record PageView<T>(Long count, URI next, URI previous, List<T> results) {

  /** Ignores the texts of cursors, which contain their time of creation. */
  public static EntityTag entityTag(PageView<?> view, String caller, URI requestUri) {
    return EntityTags.of(
        caller,
        requestUri,
        String.valueOf(view.count()),
        view.next() != null,
        view.previous() != null,
        view.results());
  }
}
