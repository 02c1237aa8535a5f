package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Notice;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What settings change. */
public interface SettingsTests extends Services {

  private static SettableSettings settings() {
    return CDI.current().select(SettableSettings.class).get();
  }

  @Test
  default void unread_message_is_deleted_where_a_setting_allows_it_and_the_counter_fits() {
    String bob = users().named("bob");
    long id = messages().notify(Notice.info("Unread").to(bob)).messageId().getAsLong();
    messages().notify(Notice.info("Another").to(bob));
    try {
      settings().set(Setting.ALLOW_DELETE_UNREAD, true);
      mailboxes().delete(bob, id);
    } finally {
      settings().reset();
    }
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void minimum_level_is_a_setting() {
    String bob = users().named("bob");
    try {
      settings().set(Setting.MINIMUM_LEVEL, 25);
      assertEquals(DeliveryReport.NOTHING_STORED, messages().notify(Notice.info("i").to(bob)));
      assertEquals(1, messages().notify(Notice.success("s").to(bob)).delivered());
    } finally {
      settings().reset();
    }
    assertEquals(1, rows().deliveries(bob));
  }
}
