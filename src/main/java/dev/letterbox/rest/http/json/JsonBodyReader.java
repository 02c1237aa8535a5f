package dev.letterbox.rest.http.json;

import dev.letterbox.rest.http.json.JsonObjectParser.MalformedJsonException;
import dev.letterbox.rest.http.problem.RequestRefusedException;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Reads the body of a request as a JSON object in UTF-8. Rejects bodies that are too large, not
 * JSON, nested too deeply, have a field twice, or a number that is too long; and encoded ones,
 * which would be read as they are.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

  @Inject private Settings settings;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonBody.class;
  }

  @Override
  public JsonBody readFrom(
      Class<JsonBody> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in) {
    if (headers.getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of()).stream()
        .anyMatch(JsonBodyReader::isEncoded)) {
      throw RequestRefusedException.unsupportedEncoding();
    }
    int maxBytes = settings.get(Setting.MAX_BODY_BYTES);
    byte[] bytes = readBytes(in, maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new RequestRefusedException(
          Response.Status.REQUEST_ENTITY_TOO_LARGE,
          "The body has more than " + maxBytes + " bytes.");
    }
    if (bytes.length == 0) {
      throw missingBody();
    }
    try {
      return new JsonBody(JsonObjectParser.parse(bytes));
    } catch (MalformedJsonException e) {
      throw new RequestRefusedException(Response.Status.BAD_REQUEST, e.getMessage(), e);
    }
  }

  /** The server ends a body that stalls. */
  private static byte[] readBytes(InputStream in, int maxBytes) {
    try {
      return in.readNBytes(maxBytes);
    } catch (IOException e) {
      throw new RequestRefusedException(
          Response.Status.REQUEST_TIMEOUT, "The body did not arrive as a whole.", e);
    }
  }

  private static boolean isEncoded(String contentEncoding) {
    return !contentEncoding.isBlank() && !contentEncoding.strip().equalsIgnoreCase("identity");
  }

  static RequestRefusedException missingBody() {
    return new RequestRefusedException(
        Response.Status.BAD_REQUEST, "The request has no body; a JSON object is required.");
  }
}
