package dev.letterbox.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchKeyTest {

  private static final List<String> PREFIXES =
      List.of(
          "a",
          "al",
          "z",
          "\u007f",
          "\u00fc",
          "\u07ff",
          "\ud7ff",
          "\uffee",
          "\ud83d\ude00",
          "\ud83d\udfff");

  private static final List<String> SUFFIXES = List.of("", "\u0000", "z", "\uffff", "\udbff\udfff");

  private static int compareInUtf8(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void key_ignores_case() {
    assertEquals(SearchKey.of("stra\u00dfe"), SearchKey.of("STRA\u00dfE"));
    assertEquals(
        SearchKey.of("\u00fc\u03c3\u03c2\u03a3"), SearchKey.of("\u00dc\u03a3\u03a3\u03c3"));
    assertEquals(SearchKey.of("i"), SearchKey.of("\u0130"));
    assertEquals(SearchKey.of("\ud801\udc00"), SearchKey.of("\ud801\udc28"));
  }

  @Test
  void key_of_a_prefix_is_a_prefix_of_the_key() {
    String text = "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3";

    for (int length = 0; length <= text.length(); length++) {
      assertTrue(SearchKey.of(text).startsWith(SearchKey.of(text.substring(0, length))));
    }
  }

  @Test
  void range_contains_all_texts_with_the_prefix_on_derby_and_postgresql() {
    for (String prefix : PREFIXES) {
      String rangeEnd = SearchKey.endOfPrefixRange(prefix);
      for (String suffix : SUFFIXES) {
        assertTrue((prefix + suffix).compareTo(rangeEnd) < 0, prefix);
        assertTrue(compareInUtf8(prefix + suffix, rangeEnd) < 0, prefix);
      }
    }
  }

  @Test
  void range_ends_before_texts_with_the_next_prefix() {
    assertEquals("am", SearchKey.endOfPrefixRange("al"));
    assertEquals("b", SearchKey.endOfPrefixRange("a"));
  }

  @Test
  void prefix_of_the_highest_code_point_has_an_empty_range() {
    assertEquals("a\udbff\udfff", SearchKey.endOfPrefixRange("a\udbff\udfff"));
  }
}
