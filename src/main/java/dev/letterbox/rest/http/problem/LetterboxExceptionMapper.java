package dev.letterbox.rest.http.problem;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.account.RetryLaterException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps exceptions of services to problems, with a status for each kind. */
@Provider
public class LetterboxExceptionMapper implements ExceptionMapper<LetterboxException> {

  /** JSON names of properties of the api that have another name there. */
  private static final Map<String, String> FIELD_NAMES =
      Map.of(
          "body", "message",
          "text", "message",
          "tags", "extra_tags",
          "visitor", "email",
          "beginning", "q",
          "messages", "ids",
          "key", "Idempotency-Key");

  @Override
  public Response toResponse(LetterboxException e) {
    Problem problem = problemOf(e);
    if (e instanceof RetryLaterException retryLater) {
      return problem.toResponse(retryLater.retryAfter().toSeconds());
    }
    return problem.status() >= 500
        ? IncidentReporter.report(e, problem.detail())
        : problem.toResponse();
  }

  static Problem problemOf(LetterboxException e) {
    return switch (e.kind()) {
      case INVALID_INPUT -> Problem.invalidFields(errorsByJsonName(e));
      case NOT_AUTHENTICATED -> Problem.of(401, e.detail());
      case NOT_PERMITTED -> Problem.of(403, e.detail());
      case NOT_FOUND -> Problem.of(404, e.detail());
      case CONFLICT -> Problem.of(409, e.detail());
      case KEY_REUSED -> Problem.of(422, e.detail());
      case TOO_MANY_ATTEMPTS -> Problem.of(429, e.detail());
      case UNAVAILABLE -> Problem.of(503, e.detail());
      case EXTENSION_FAILED -> Problem.of(500, e.detail());
    };
  }

  private static Map<String, List<String>> errorsByJsonName(LetterboxException e) {
    Map<String, List<String>> errors =
        e instanceof InvalidInputException invalid ? invalid.errors() : Map.of();
    if (e instanceof InvalidBodyException) {
      return errors;
    }
    Map<String, List<String>> byJsonName = new LinkedHashMap<>();
    errors.forEach((field, texts) -> byJsonName.put(FIELD_NAMES.getOrDefault(field, field), texts));
    return byJsonName;
  }
}
