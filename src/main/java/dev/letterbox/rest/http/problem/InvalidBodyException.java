package dev.letterbox.rest.http.problem;

import dev.letterbox.api.InvalidInputException;
import java.util.List;
import java.util.Map;

/** Errors of a body under the names of its JSON fields. */
public class InvalidBodyException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  public InvalidBodyException(Map<String, List<String>> errors) {
    super(errors);
  }
}
