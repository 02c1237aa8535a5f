package dev.letterbox.rest.http;

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
  void tag_is_matched_in_any_header(String header, boolean found) {
    assertEquals(found, EntityTags.matches("abc", List.of(header)));
    assertEquals(found, EntityTags.matches("abc", List.of("\"x\"", header)));
  }

  @Test
  void missing_header_matches_nothing() {
    assertFalse(EntityTags.matches("abc", List.of()));
  }
}
