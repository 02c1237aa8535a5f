package dev.letterbox.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationCursorTest {

  @Test
  void cursor_position_survives_encoding_and_decoding() {
    for (long id : List.of(0L, 1L, 999_999_999_999_999_999L)) {
      for (ModerationCursor cursor :
          List.of(ModerationCursor.after(id), ModerationCursor.before(id))) {
        assertEquals(Optional.of(cursor), ModerationCursor.decode(cursor.encode()));
        assertEquals(
            Optional.of(cursor.reversed()), ModerationCursor.decode(cursor.reversed().encode()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1", "-1", "a b", "\u00e4", "YWZ0ZXIsMQ==", "YWZ0ZXIsMDE"})
  void malformed_cursor_is_rejected(String cursor) {
    assertEquals(Optional.empty(), ModerationCursor.decode(cursor));
  }
}
