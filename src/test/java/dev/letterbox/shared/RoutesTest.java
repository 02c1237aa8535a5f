package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotificationLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  @Test
  void pair_is_of_one_label_and_one_channel() {
    Routes routes = Routes.parse("notice:email, broadcast:log");
    assertTrue(routes.contains(NotificationLabel.NOTICE, "email"));
    assertTrue(routes.contains(NotificationLabel.BROADCAST, "log"));
    assertFalse(routes.contains(NotificationLabel.NOTICE, "log"));
    assertFalse(routes.contains(NotificationLabel.MESSAGE, "email"));
  }

  @Test
  void star_stands_for_all_labels_or_channels() {
    assertTrue(Routes.parse("*:log").contains(NotificationLabel.REPLY, "log"));
    assertFalse(Routes.parse("*:log").contains(NotificationLabel.REPLY, "email"));
    assertTrue(Routes.parse("reply:*").contains(NotificationLabel.REPLY, "email"));
    assertFalse(Routes.parse("reply:*").contains(NotificationLabel.MESSAGE, "email"));
  }

  @Test
  void empty_text_is_no_pair() {
    assertEquals(Routes.parse(""), Routes.parse(" , "));
    assertFalse(Routes.parse("").contains(NotificationLabel.REPLY, "email"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notice", "notice:", "letter:email", "NOTICE:email", "a:b:c"})
  void anything_else_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Routes.parse(text));
  }
}
