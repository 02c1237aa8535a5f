package dev.letterbox.rest.http.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.rest.http.json.JsonbConfiguration;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * The parts of a response that are stored, as the result of the request, and repeated.
 *
 * @param location empty if there is none
 * @param json the entity; empty if there is none
 */
record StoredResponse(int status, String location, String json) {

  private static final StoredResponse NO_CONTENT = new StoredResponse(204, "", "");

  /** Converts the result of a resource method; null is a 204. */
  static StoredResponse of(Object result) {
    if (result == null) {
      return NO_CONTENT;
    }
    Response response = (Response) result;
    URI location = response.getLocation();
    return new StoredResponse(
        response.getStatus(),
        location == null ? "" : location.toASCIIString(),
        JsonbConfiguration.JSONB.toJson(response.getEntity()));
  }

  /** The status, the location and the entity, separated by line breaks. */
  String serialize() {
    return status + "\n" + location + "\n" + json;
  }

  static Response parse(String text) {
    String[] parts = text.split("\n", 3);
    Response.ResponseBuilder response = Response.status(Integer.parseInt(parts[0]));
    if (!parts[1].isEmpty()) {
      response.location(URI.create(parts[1]));
    }
    if (!parts[2].isEmpty()) {
      response.type(MediaType.APPLICATION_JSON_TYPE);
      response.entity(parts[2].getBytes(UTF_8)); // as bytes, which servers do not convert
    }
    return response.build();
  }
}
