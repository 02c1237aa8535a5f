package dev.letterbox.rest;

import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limit/offset style of paging: what the caller asks for, and the links to go on. */
class PageParameters {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private static final Pattern OURS = Pattern.compile("(limit|offset)(=.*)?");

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
    int most = settings.get(Setting.MAX_PAGE_SIZE);
    this.limit = number("limit", Math.min(settings.get(Setting.PAGE_SIZE), most), errors);
    this.offset = number("offset", 0, errors);
    if (limit < 1 || limit > most) {
      errors.add("limit", "Must be from 1 to " + most + ".");
    }
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

  /** The URL of this request with another offset; its other parameters stay as they were sent. */
  private URI at(long otherOffset) {
    String query = uri.getRequestUri().getRawQuery();
    List<String> parameters =
        Stream.of(query == null ? new String[0] : query.split("&", -1))
            .filter(parameter -> !parameter.isEmpty() && !OURS.matcher(parameter).matches())
            .collect(Collectors.toCollection(ArrayList::new));
    parameters.add("limit=" + limit);
    if (otherOffset > 0) {
      parameters.add("offset=" + otherOffset);
    }
    return URI.create(uri.getAbsolutePath() + "?" + String.join("&", parameters));
  }
}
