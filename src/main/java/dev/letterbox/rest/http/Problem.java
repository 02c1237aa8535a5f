package dev.letterbox.rest.http;

import dev.letterbox.shared.security.CsrfViolation;
import dev.letterbox.shared.security.LoginMethods;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error as the caller sees it (RFC 9457).
 *
 * @param status HTTP status
 * @param detail what is wrong, for a person
 * @param errors texts by field; empty when it is not about fields
 * @param incident what to look for in the server's log; null when it is not the server's fault
 */
public record Problem(
    int status, String detail, Map<String, List<String>> errors, String incident) {

  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  private static final Map<Integer, String> DETAILS =
      Map.of(
          400, "The request can't be understood.",
          401, "Log in by HTTP Basic or with a bearer token.",
          403, "You do not have permission to perform this action.",
          404, "Not found.",
          405, "This method is not allowed here.",
          406, "The answer is not to be had in any of the accepted media types.",
          415, "The body must be application/json.");

  public static Problem of(int status) {
    return new Problem(status, DETAILS.getOrDefault(status, title(status)), Map.of(), null);
  }

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of(), null);
  }

  /** For a caller who has not logged in, or whose log-in may be somebody else's doing. */
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

  /** The answer that carries it; written as bytes, so that no server negotiates its type. */
  public Response toResponse() {
    return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
  }

  public byte[] json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
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
    JsonObjectBuilder fields = Json.createObjectBuilder();
    errors.forEach(
        (field, texts) -> {
          JsonArrayBuilder array = Json.createArrayBuilder();
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
