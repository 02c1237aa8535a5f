package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTextTest {

  private static final List<String> BEGINNINGS =
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

  private static final List<String> ENDS = List.of("", "\u0000", "z", "\uffff", "\udbff\udfff");

  private static int compareInUtf8(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void case_makes_no_difference() {
    assertEquals(SearchText.of("stra\u00dfe"), SearchText.of("STRA\u00dfE"));
    assertEquals(
        SearchText.of("\u00fc\u03c3\u03c2\u03a3"), SearchText.of("\u00dc\u03a3\u03a3\u03c3"));
    assertEquals(SearchText.of("i"), SearchText.of("\u0130"));
    assertEquals(SearchText.of("\ud801\udc00"), SearchText.of("\ud801\udc28"));
  }

  @Test
  void folded_text_begins_with_the_folded_beginning() {
    String text = "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3";

    for (int length = 0; length <= text.length(); length++) {
      assertTrue(SearchText.of(text).startsWith(SearchText.of(text.substring(0, length))));
    }
  }

  @Test
  void range_holds_all_texts_with_this_beginning_in_derby_and_postgresql() {
    for (String beginning : BEGINNINGS) {
      String after = SearchText.after(beginning);
      for (String end : ENDS) {
        assertTrue((beginning + end).compareTo(after) < 0, beginning);
        assertTrue(compareInUtf8(beginning + end, after) < 0, beginning);
      }
    }
  }

  @Test
  void range_ends_before_texts_with_the_next_beginning() {
    assertEquals("am", SearchText.after("al"));
    assertEquals("b", SearchText.after("a"));
  }

  @Test
  void beginning_after_which_nothing_sorts_has_an_empty_range() {
    assertEquals("a\udbff\udfff", SearchText.after("a\udbff\udfff"));
  }
}
