package dev.letterbox.rest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * What is kept of a response, to be sent now and again.
 *
 * @param location empty when there is none
 * @param json the entity; empty when there is none
 */
record StoredResponse(int status, String location, String json) {

  private static final StoredResponse NO_CONTENT = new StoredResponse(204, "", "");

  /** What a resource method returned: a response, or nothing where it has nothing to say. */
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

  /** A line with the status, a line with the location, the rest. */
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
      response.entity(parts[2].getBytes(UTF_8)); // as bytes: no server converts them
    }
    return response.build();
  }
}
