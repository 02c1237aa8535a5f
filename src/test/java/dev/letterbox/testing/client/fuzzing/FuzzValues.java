package dev.letterbox.testing.client.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.testing.client.contract.OpenApiContract;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Invalid values, and unusual valid ones. */
final class FuzzValues {

  /** Longer than any value that a URL may have. */
  private static final String LONG_TEXT = "x".repeat(10_000);

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\t",
          "abc",
          "true",
          "0",
          "1",
          "-1",
          "1.5",
          "1e3",
          "0x10",
          "2147483648",
          "99999999999999999999",
          "-99999999999999999999",
          "\u0665",
          "\0",
          "a\0b",
          "a\nb",
          "x".repeat(300),
          LONG_TEXT,
          "' or 1=1 --",
          "'; drop table lb_message; --",
          "%",
          "_",
          "\\",
          "%' escape '",
          "<script>alert(1)</script>",
          "&lt;",
          "null",
          "{}",
          "[]",
          "\"",
          ",",
          "-",
          "\u202Eabc",
          "\uD83D\uDE00",
          "\uFFFF");

  private static final List<String> TIMES =
      List.of(
          "2026-02-30",
          "2026-13-01",
          "2026-00-01",
          "2026-01-00",
          "2026-02-29",
          "2024-02-29",
          "2026-1-1",
          "2026-01-01T25:00",
          "2026-01-01T25:00:00Z",
          "2026-01-01T24:00:00Z",
          "2026-01-01T10:60:00Z",
          "2026-01-01T10:00:00+25:00",
          "2026-01-01T10:00:00+19:00",
          "2026-01-01T10:00:00Z+1",
          "2026-01-01T10:00:00Europe/Berlin",
          "2026-01-01T10:00:00[Europe/Berlin]",
          "2026-01-01T10:00:00+02:00",
          "2026-01-01T10:00:00-23:59",
          "2026-01-01T10:00:00.123456Z",
          "2026-01-01T10:00:00",
          "2026-01-01Z",
          "10000-01-01",
          "-0001-01-01",
          "0000-01-01",
          "+999999999-12-31T23:59:59Z",
          "tomorrow");

  /** Percent-encoded bytes that are not UTF-8: surrogates, overlong forms, other bytes. */
  private static final List<String> UNDECODABLE =
      List.of(
          "%ED%A0%80",
          "%ED%BF%BF",
          "a%ED%A0%80b",
          "%C0%80",
          "%C0%AF",
          "%E0%80%AF",
          "%F0%80%80%AF",
          "%F4%90%80%80",
          "%FF",
          "%E4");

  /** JSON values of wrong types, out of range, with invalid characters, or deeply nested. */
  private static final List<String> JSON =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "99999999999999999999",
          "-99999999999999999999",
          "1e400",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[1]",
          "[\"\"]",
          "[\" \"]",
          "[\"a\\u0000b\"]",
          "[\"\\ud800\"]",
          "[\"<script>alert(1)</script>\"]",
          "[\"' or 1=1 --\"]",
          "{\"a\":{\"b\":[1]}}",
          "\"\\ud800\"",
          "\"a\\udfffb\"",
          "[".repeat(20) + "]".repeat(20));

  private FuzzValues() {}

  /**
   * A value in a URL.
   *
   * @param encoded percent-encoded form
   * @param decoded the value; null if it can't be decoded
   */
  record FuzzUrlValue(String encoded, String decoded) {}

  /** Values of a path variable or query parameter. */
  static List<FuzzUrlValue> urlValues() {
    List<FuzzUrlValue> values = new ArrayList<>();
    Stream.concat(TEXTS.stream(), TIMES.stream())
        .forEach(text -> values.add(new FuzzUrlValue(urlEncode(text), text)));
    UNDECODABLE.forEach(encodedValue -> values.add(new FuzzUrlValue(encodedValue, null)));
    return values;
  }

  static String urlEncode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Values of a member of a body, as JSON. */
  static List<String> jsonValues() {
    List<String> values = new ArrayList<>(JSON);
    Stream.concat(TEXTS.stream(), TIMES.stream().limit(3))
        .forEach(text -> values.add(OpenApiContract.jsonOf(text)));
    return values;
  }

  /** Values of a header that Java's HTTP client sends unchanged. */
  static List<String> headerValues() {
    return TEXTS.stream().filter(text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7F)).toList();
  }
}
