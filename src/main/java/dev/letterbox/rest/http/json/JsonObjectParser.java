package dev.letterbox.rest.http.json;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Parses a JSON object in UTF-8. Parsers differ in how they handle deep nesting and long numbers,
 * some only when a number is read, so limits are checked here.
 */
final class JsonObjectParser {

  private static final JsonReaderFactory READER_FACTORY =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private static final JsonParserFactory PARSER_FACTORY = Json.createParserFactory(Map.of());
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_LENGTH = 100;

  private JsonObjectParser() {}

  /** The text is not a JSON object that can be read; the message says why. */
  static final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
      super(message);
    }

    MalformedJsonException(String message, Exception cause) {
      super(message, cause);
    }
  }

  static JsonObject parse(byte[] bytes) throws MalformedJsonException {
    String text = decode(bytes);
    try (JsonReader reader = READER_FACTORY.createReader(new StringReader(text))) {
      rejectUnreadable(text);
      return reader.readObject();
    } catch (JsonParsingException e) {
      throw new MalformedJsonException(
          "The body is not a JSON object: line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber()
              + ".",
          e);
    } catch (JsonException e) {
      throw new MalformedJsonException("The body is not a JSON object with unique names.", e);
    }
  }

  private static String decode(byte[] bytes) throws MalformedJsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException("The body is not UTF-8.", e);
    }
  }

  private static void rejectUnreadable(String text) throws MalformedJsonException {
    try (JsonParser parser = PARSER_FACTORY.createParser(new StringReader(text))) {
      int depth = 0;
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_ARRAY, START_OBJECT -> depth++;
          case END_ARRAY, END_OBJECT -> depth--;
          case VALUE_NUMBER -> rejectUnreadableNumber(parser.getString());
          default -> {}
        }
        if (depth > MAX_DEPTH) {
          throw new MalformedJsonException(
              "The body is nested more than " + MAX_DEPTH + " levels deep.");
        }
      }
    }
  }

  private static void rejectUnreadableNumber(String number) throws MalformedJsonException {
    if (number.length() > MAX_NUMBER_LENGTH || !isDecimal(number)) {
      throw new MalformedJsonException(
          "The body has a number with more than "
              + MAX_NUMBER_LENGTH
              + " characters, or with an exponent that is too large.");
    }
  }

  private static boolean isDecimal(String number) {
    try {
      return new BigDecimal(number).precision() <= MAX_NUMBER_LENGTH;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
