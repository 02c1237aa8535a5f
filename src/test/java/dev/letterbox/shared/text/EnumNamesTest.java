package dev.letterbox.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.letterbox.api.notification.OutboxState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnumNamesTest {

  @Test
  void names_are_in_lower_case_and_found_in_lower_case_only() {
    assertEquals(
        List.of("pending", "buffered_for_digest", "dead"), EnumNames.all(OutboxState.class));
    assertEquals(Optional.of(OutboxState.DEAD), EnumNames.find(OutboxState.class, "dead"));
    assertEquals(Optional.empty(), EnumNames.find(OutboxState.class, "DEAD"));
    assertNull(EnumNames.of(null));
  }

  @Test
  void names_do_not_depend_on_the_language_of_the_server() {
    Locale language = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertEquals("pending", EnumNames.of(OutboxState.PENDING));
    } finally {
      Locale.setDefault(language);
    }
  }
}
