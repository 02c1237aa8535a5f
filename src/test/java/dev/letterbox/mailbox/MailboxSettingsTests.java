package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Notice;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings of mailboxes. */
@Tag("once")
class MailboxSettingsTests extends InServerTestBase {

  @Test
  void setting_allows_deleting_unread_messages_and_counters_stay_exact() {
    String bob = users().create("bob");
    long id = messages().sendNotice(Notice.info("Unread").to(bob)).messageId().getAsLong();
    messages().sendNotice(Notice.info("Another").to(bob));
    try {
      settings().set(Setting.ALLOW_DELETE_UNREAD, true);
      mailboxes().delete(bob, id);
    } finally {
      settings().reset();
    }
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertEquals(1, mailboxes().unreadCount(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void notice_below_the_minimum_level_setting_is_not_stored() {
    String bob = users().create("bob");
    try {
      settings().set(Setting.MINIMUM_LEVEL, 25);
      assertEquals(DeliveryReport.NOTHING_STORED, messages().sendNotice(Notice.info("i").to(bob)));
      assertEquals(1, messages().sendNotice(Notice.success("s").to(bob)).delivered());
    } finally {
      settings().reset();
    }
    assertEquals(1, tables().deliveryCount(bob));
  }
}
