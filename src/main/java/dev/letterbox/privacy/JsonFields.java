package dev.letterbox.privacy;

import dev.letterbox.shared.text.EnumNames;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;

/** Writes values that may be null, in the formats of the REST interface. */
final class JsonFields {

  private JsonFields() {}

  /** Writes a time in UTC; null for none. */
  static void writeTime(JsonGenerator json, String name, Instant instant) {
    writeText(json, name, instant == null ? null : instant.toString());
  }

  /** Writes a constant in lower case; null for none. */
  static void writeConstant(JsonGenerator json, String name, Enum<?> constant) {
    writeText(json, name, EnumNames.of(constant));
  }

  static void writeText(JsonGenerator json, String name, String text) {
    if (text == null) {
      json.writeNull(name);
    } else {
      json.write(name, text);
    }
  }
}
