package dev.letterbox.rest.http.json;

import dev.letterbox.rest.http.problem.RequestRefusedException;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
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
 * Reads the body of a request as a JSON object in UTF-8. Rejects bodies that are too large, not
 * JSON, nested too deeply, or have a field twice.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

  private static final JsonReaderFactory READER_FACTORY =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private static final JsonParserFactory PARSER_FACTORY = Json.createParserFactory(Map.of());
  private static final int MAX_DEPTH = 32;

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
    int maxBytes = settings.get(Setting.MAX_BODY_BYTES);
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new RequestRefusedException(
          Response.Status.REQUEST_ENTITY_TOO_LARGE,
          "The body has more than " + maxBytes + " bytes.");
    }
    if (bytes.length == 0) {
      throw missingBody();
    }
    return parse(decode(bytes));
  }

  static RequestRefusedException missingBody() {
    return new RequestRefusedException(
        Response.Status.BAD_REQUEST, "The request has no body; a JSON object is required.");
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RequestRefusedException(Response.Status.BAD_REQUEST, "The body is not UTF-8.", e);
    }
  }

  private static JsonBody parse(String text) {
    try (JsonReader reader = READER_FACTORY.createReader(new StringReader(text))) {
      rejectDeepNesting(text);
      return new JsonBody(reader.readObject());
    } catch (JsonParsingException e) {
      throw new RequestRefusedException(
          Response.Status.BAD_REQUEST,
          "The body is not a JSON object: line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber()
              + ".",
          e);
    } catch (JsonException e) {
      throw new RequestRefusedException(
          Response.Status.BAD_REQUEST, "The body is not a JSON object with unique names.", e);
    }
  }

  /** Parsers differ in how they handle deep nesting, so the limit is checked here. */
  private static void rejectDeepNesting(String text) {
    try (JsonParser parser = PARSER_FACTORY.createParser(new StringReader(text))) {
      int depth = 0;
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_ARRAY, START_OBJECT -> depth++;
          case END_ARRAY, END_OBJECT -> depth--;
          default -> {}
        }
        if (depth > MAX_DEPTH) {
          throw new RequestRefusedException(
              Response.Status.BAD_REQUEST,
              "The body is nested more than " + MAX_DEPTH + " levels deep.");
        }
      }
    }
  }
}
