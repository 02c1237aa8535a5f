package dev.letterbox.rest.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.rest.http.json.JsonObjectParser.MalformedJsonException;
import dev.letterbox.testing.support.TestLength;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a body contains, it is parsed, or refused with a message. */
class JsonObjectParserTest {

  private static final int MAX_TOKENS = 30;

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"a\"",
          "\"b\"",
          "\"\"",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "true",
          "false",
          "null",
          "nul",
          "0",
          "-",
          "-0",
          "1",
          "00",
          "1.5",
          ".5",
          "1.",
          "e",
          "1e5",
          "1E+400",
          "1e-99999999999",
          "1e2147483648",
          "9".repeat(99),
          "9".repeat(1101),
          "NaN",
          "Infinity",
          "0x1",
          " ",
          "\n",
          "\u0000",
          "\uFEFF",
          "\uD83D\uDE00",
          "/*",
          "//",
          "'a'");

  /** Reads every field as every type. */
  private static void readFields(JsonBody body) {
    for (String name : List.of("a", "b", "")) {
      body.text(name);
      body.texts(name);
      body.flag(name);
      body.integer(name);
      body.id(name);
      body.ids(name);
      body.object(name);
      body.requiredEnum(name, MailboxAction.class);
    }
    assertThrows(InvalidInputException.class, body::throwIfInvalid);
  }

  private static void assertParsedOrRefused(byte[] bytes) {
    try {
      readFields(new JsonBody(JsonObjectParser.parse(bytes)));
    } catch (MalformedJsonException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  @Test
  void random_tokens_are_parsed_or_refused() {
    Random random = new Random(15);
    for (int i = 0; i < TestLength.of(30_000, 1_000_000); i++) {
      StringBuilder text = new StringBuilder("{\"a\":");
      for (int tokens = random.nextInt(MAX_TOKENS); tokens > 0; tokens--) {
        text.append(TOKENS.get(random.nextInt(TOKENS.size())));
      }
      assertParsedOrRefused(
          text.append(random.nextBoolean() ? "}" : "").toString().getBytes(UTF_8));
    }
  }

  @Test
  void every_token_is_parsed_or_refused_as_a_value() {
    for (String token : TOKENS) {
      assertParsedOrRefused(("{\"a\":" + token + "}").getBytes(UTF_8));
      assertParsedOrRefused(("{\"a\":[" + token + "]}").getBytes(UTF_8));
      assertParsedOrRefused(("{\"a\":{\"b\":" + token + "}}").getBytes(UTF_8));
    }
  }

  @Test
  void bytes_that_are_changed_at_random_are_parsed_or_refused() {
    Random random = new Random(16);
    byte[] valid = "{\"a\":[1,\"\u00e9\",true],\"b\":{\"a\":-1.5e3}}".getBytes(UTF_8);
    for (int i = 0; i < TestLength.of(30_000, 1_000_000); i++) {
      byte[] changed = valid.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      assertParsedOrRefused(changed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "1e-99999999999", "-1E+2147483648"})
  void number_with_a_large_exponent_is_refused(String number) {
    byte[] body = ("{\"level\":" + number + "}").getBytes(UTF_8);
    assertThrows(MalformedJsonException.class, () -> JsonObjectParser.parse(body));
  }

  @Test
  void number_may_have_100_characters() throws MalformedJsonException {
    JsonBody body =
        new JsonBody(JsonObjectParser.parse(("{\"a\":" + "9".repeat(100) + "}").getBytes(UTF_8)));
    assertTrue(body.integer("a").isEmpty());
    byte[] longer = ("{\"a\":" + "9".repeat(101) + "}").getBytes(UTF_8);
    assertThrows(MalformedJsonException.class, () -> JsonObjectParser.parse(longer));
  }
}
