package dev.letterbox.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  @Test
  void every_place_comes_back_from_its_cursor() {
    for (long id : List.of(0L, 1L, 999_999_999_999_999_999L)) {
      for (Place place : List.of(Place.after(id), Place.before(id))) {
        assertEquals(Optional.of(place), Place.decode(place.encode()));
        assertEquals(Optional.of(place.turned()), Place.decode(place.turned().encode()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1", "-1", "a b", "\u00e4", "YWZ0ZXIsMQ==", "YWZ0ZXIsMDE"})
  void anything_else_is_none(String cursor) {
    assertEquals(Optional.empty(), Place.decode(cursor));
  }
}
