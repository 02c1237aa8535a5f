package dev.letterbox.shared.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.notification.NotificationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationRoutesTest {

  @Test
  void route_matches_one_type_and_one_channel() {
    NotificationRoutes routes = NotificationRoutes.parse("notice:email, broadcast:log");
    assertTrue(routes.contains(NotificationType.NOTICE, "email"));
    assertTrue(routes.contains(NotificationType.BROADCAST, "log"));
    assertFalse(routes.contains(NotificationType.NOTICE, "log"));
    assertFalse(routes.contains(NotificationType.MESSAGE, "email"));
  }

  @Test
  void wildcard_matches_all_types_or_channels() {
    assertTrue(NotificationRoutes.parse("*:log").contains(NotificationType.REPLY, "log"));
    assertFalse(NotificationRoutes.parse("*:log").contains(NotificationType.REPLY, "email"));
    assertTrue(NotificationRoutes.parse("reply:*").contains(NotificationType.REPLY, "email"));
    assertFalse(NotificationRoutes.parse("reply:*").contains(NotificationType.MESSAGE, "email"));
  }

  @Test
  void empty_text_has_no_routes() {
    assertEquals(NotificationRoutes.parse(""), NotificationRoutes.parse(" , "));
    assertFalse(NotificationRoutes.parse("").contains(NotificationType.REPLY, "email"));
  }

  @Test
  void new_channel_is_on_for_all_types_by_default() {
    NotificationRoutes off =
        NotificationSetting.NOTIFICATIONS_OFF.parse(
            NotificationSetting.NOTIFICATIONS_OFF.defaultText());
    for (NotificationType type : NotificationType.values()) {
      assertFalse(off.contains(type, "sms"), type.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"notice", "notice:", "letter:email", "NOTICE:email", "a:b:c"})
  void other_text_is_rejected(String text) {
    assertThrows(IllegalArgumentException.class, () -> NotificationRoutes.parse(text));
  }
}
