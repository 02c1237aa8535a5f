package dev.letterbox.rest.http.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  private static JsonBody body(String json) {
    JsonObject object = Json.createReader(new StringReader(json)).readObject();
    return new JsonBody(object);
  }

  private static Map<String, List<String>> errorsOf(JsonBody body) {
    return assertThrows(InvalidInputException.class, body::throwIfInvalid).errors();
  }

  @Test
  void fields_are_read_by_type() {
    JsonBody body = body("{\"a\":\"x\",\"b\":[\"y\",\"z\"],\"c\":true,\"d\":-7,\"e\":null}");
    assertEquals(Optional.of("x"), body.text("a"));
    assertEquals(Optional.of(List.of("y", "z")), body.texts("b"));
    assertEquals(Optional.of(true), body.flag("c"));
    assertEquals(OptionalInt.of(-7), body.integer("d"));
    assertEquals(Optional.empty(), body.text("e"));
    assertEquals(Optional.empty(), body.text("absent"));
    assertDoesNotThrow(body::throwIfInvalid);
  }

  @Test
  void wrong_types_and_unknown_fields_are_all_reported_together() {
    JsonBody body = body("{\"a\":1,\"b\":[\"y\",2],\"c\":\"true\",\"d\":\"7\",\"f\":0}");
    assertEquals(Optional.empty(), body.text("a"));
    assertEquals(Optional.empty(), body.texts("b"));
    assertEquals(Optional.empty(), body.flag("c"));
    assertEquals(OptionalInt.empty(), body.integer("d"));
    assertEquals(
        Map.of(
            "a", List.of("Must be a string."),
            "b", List.of("Must be a list of strings."),
            "c", List.of("Must be true or false."),
            "d", List.of("Must be a 32-bit integer."),
            "f", List.of("Unknown field.")),
        errorsOf(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e9", "2147483648", "-2147483649", "12345678901234567890"})
  void integer_beyond_32_bits_is_rejected(String number) {
    JsonBody body = body("{\"level\":" + number + "}");
    assertEquals(OptionalInt.empty(), body.integer("level"));
    assertEquals(Map.of("level", List.of("Must be a 32-bit integer.")), errorsOf(body));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE})
  void every_32_bit_integer_is_accepted(int number) {
    JsonBody body = body("{\"level\":" + number + "}");
    assertEquals(OptionalInt.of(number), body.integer("level"));
    assertDoesNotThrow(body::throwIfInvalid);
  }
}
