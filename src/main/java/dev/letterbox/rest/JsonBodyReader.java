package dev.letterbox.rest;

import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads the body of a request as a JSON object in UTF-8. One that is too large, not JSON, nested
 * too deeply for the parser, or has a member twice is refused before anybody looks at it.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

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
      InputStream in)
      throws IOException {
    int most = settings.get(Setting.MAX_BODY);
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new RefusedException(
          Response.Status.REQUEST_ENTITY_TOO_LARGE, "The body has more than " + most + " bytes.");
    }
    if (bytes.length == 0) {
      throw noBody();
    }
    return parse(decode(bytes));
  }

  static RefusedException noBody() {
    return new RefusedException(
        Response.Status.BAD_REQUEST, "The request has no body; a JSON object is needed.");
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(Response.Status.BAD_REQUEST, "The body is not UTF-8.", e);
    }
  }

  private static JsonBody parse(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return new JsonBody(reader.readObject());
    } catch (JsonParsingException e) {
      throw new RefusedException(
          Response.Status.BAD_REQUEST,
          "The body is not a JSON object: line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber()
              + ".",
          e);
    } catch (JsonException e) {
      throw new RefusedException(
          Response.Status.BAD_REQUEST,
          "The body is not a JSON object whose names are unique and that is not nested too deeply.",
          e);
    }
  }
}
