package dev.letterbox.rest;

import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** The limit/offset style of paging: what the caller asks for, and the links to go on. */
class PageParameters {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final UriInfo uri;
  private final int limit;
  private final int offset;

  /**
   * Reads {@code limit} and {@code offset}.
   *
   * @throws dev.letterbox.api.InvalidInputException naming those that are not numbers
   */
  PageParameters(UriInfo uri, Settings settings) {
    this.uri = uri;
    InputErrors errors = new InputErrors();
    this.limit = number("limit", settings.get(Setting.PAGE_SIZE), errors);
    this.offset = number("offset", 0, errors);
    errors.throwIfAny();
  }

  private int number(String name, int otherwise, InputErrors errors) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    List<String> values = query.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      return otherwise;
    }
    if (values.size() > 1) {
      errors.add(name, "Give it once.");
      return otherwise;
    }
    if (!NUMBER.matcher(values.get(0)).matches()) {
      errors.add(name, "Must be a whole number, 0 or more, of at most 9 digits.");
      return otherwise;
    }
    return Integer.parseInt(values.get(0));
  }

  PageRequest inboxOf(String owner) {
    return PageRequest.inbox(owner).limit(limit).offset(offset);
  }

  /** Where the next page is; null at the end. */
  URI next(long count) {
    return offset + (long) limit < count ? at(offset + (long) limit) : null;
  }

  /** Where the page before is; null at the beginning. */
  URI previous() {
    return offset == 0 ? null : at(Math.max(0L, offset - (long) limit));
  }

  private URI at(long otherOffset) {
    return uri.getRequestUriBuilder()
        .replaceQueryParam("limit", limit)
        .replaceQueryParam("offset", otherOffset == 0 ? null : otherOffset)
        .build();
  }
}
