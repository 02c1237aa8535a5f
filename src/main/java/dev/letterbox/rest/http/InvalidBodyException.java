package dev.letterbox.rest.http;

import dev.letterbox.api.InvalidInputException;
import java.util.List;
import java.util.Map;

/** What is wrong in a body, by the names that its sender gave to the members. */
class InvalidBodyException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  InvalidBodyException(Map<String, List<String>> errors) {
    super(errors);
  }
}
