package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"abc\" | true",
        "W/\"abc\" | true",
        "\"x\", \"abc\" | true",
        "* | true",
        "\"abcd\" | false",
        "abc | false",
        "W/abc | false",
        "'' | false",
        "\" | false",
        ", | false",
        "<script> | false"
      })
  void tag_is_found_among_whatever_is_sent(String header, boolean found) {
    assertEquals(found, EntityTags.isNamed("abc", List.of(header)));
    assertEquals(found, EntityTags.isNamed("abc", List.of("\"x\"", header)));
  }

  @Test
  void no_header_names_nothing() {
    assertFalse(EntityTags.isNamed("abc", List.of()));
  }
}
