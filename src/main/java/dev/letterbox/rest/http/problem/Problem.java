package dev.letterbox.rest.http.problem;

import dev.letterbox.shared.security.CsrfViolation;
import dev.letterbox.shared.security.LoginMethods;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error response (RFC 9457).
 *
 * @param status HTTP status
 * @param detail what is wrong, as text for users
 * @param errors texts by field; empty if no field is invalid
 * @param incident id of an internal error in the server's log; else null
 */
public record Problem(
    int status, String detail, Map<String, List<String>> errors, String incident) {

  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  /** Without it, each builder looks for the provider in all jars of the server. */
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private static final Map<Integer, String> DETAILS =
      Map.of(
          400, "The request is malformed.",
          401, "Log in by HTTP Basic or with a bearer token.",
          403, "You do not have permission to perform this action.",
          404, "Not found.",
          405, "This method is not allowed here.",
          406, "The response is not available in an accepted media type.",
          415, "The body must be application/json.");

  public static Problem of(int status) {
    return new Problem(status, DETAILS.getOrDefault(status, title(status)), Map.of(), null);
  }

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of(), null);
  }

  /** A 401, or a 403 for a request that may be forged by another site. */
  public static Problem unauthenticated(HttpServletRequest request, LoginMethods loginMethods) {
    return CsrfViolation.findIn(request)
        .map(violation -> of(403, violation.detail()))
        .orElseGet(() -> of(401, loginMethods.loginHint()));
  }

  static Problem invalidFields(Map<String, List<String>> errors) {
    return new Problem(400, "Some fields are not valid.", new LinkedHashMap<>(errors), null);
  }

  static Problem serverError(String detail, String incident) {
    return new Problem(500, detail + " Incident " + incident + ".", Map.of(), incident);
  }

  /** Written as bytes, so that servers do not negotiate the media type. */
  public Response toResponse() {
    return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
  }

  /** With {@code Retry-After}. */
  Response toResponse(Number retryAfterSeconds) {
    Response response = toResponse();
    response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
    return response;
  }

  public byte[] json() {
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", title(status))
            .add("status", status)
            .add("detail", detail);
    if (!errors.isEmpty()) {
      json.add("errors", errorsAsJson());
    }
    if (incident != null) {
      json.add("incident", incident);
    }
    return json.build().toString().getBytes(StandardCharsets.UTF_8);
  }

  private JsonObjectBuilder errorsAsJson() {
    JsonObjectBuilder fields = JSON.createObjectBuilder();
    errors.forEach(
        (field, texts) -> {
          JsonArrayBuilder array = JSON.createArrayBuilder();
          texts.forEach(array::add);
          fields.add(field, array);
        });
    return fields;
  }

  private static String title(int status) {
    if (status == 422) {
      return "Unprocessable Content"; // JAX-RS has no name for it
    }
    Response.Status reason = Response.Status.fromStatusCode(status);
    return reason == null ? "Error" : reason.getReasonPhrase();
  }
}
