package dev.letterbox.notification;

import static dev.letterbox.api.notification.NotificationType.NOTICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Notice;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The effect of a {@code NotificationApproval} bean. */
class NotificationApprovalTests extends InServerTestBase implements OutboxServices {

  @Test
  void disapproved_user_is_not_notified_and_others_at_their_approved_address() {
    String alice = users().create("alice");
    String disapproved = users().create("disapproved");
    String elsewhere = users().create("elsewhere");
    sql().update("update lb_account set email = 'alice@example.org' where name = ?", alice);
    messages().sendNotice(Notice.info("Hello").to(alice, disapproved, elsewhere));
    awaitOutbox().until(() -> !recordedNotifications().notifiedAddresses(elsewhere).isEmpty());
    awaitOutbox().until(() -> !recordedNotifications().notifiedAddresses(alice).isEmpty());
    assertEquals(
        List.of(NOTICE + "@example.org"), recordedNotifications().notifiedAddresses(elsewhere));
    assertEquals(List.of("alice@example.org"), recordedNotifications().notifiedAddresses(alice));
    assertTrueAfterPoll(() -> recordedNotifications().notificationsFor(disapproved).isEmpty());
  }

  @Test
  void undecided_approval_is_retried_and_delays_no_other_recipient() {
    String undecided = users().create("undecided");
    String zoe = users().create("zoe");
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    try {
      messages().sendNotice(Notice.info("Hello").to(undecided, zoe));
      awaitOutbox().until(() -> !recordedNotifications().notificationsFor(zoe).isEmpty());
      awaitOutbox().until(() -> !recordedNotifications().notificationsFor(undecided).isEmpty());
    } finally {
      settings().reset();
    }
    assertTrueAfterPoll(() -> recordedNotifications().notificationsFor(undecided).size() == 1);
    assertEquals(
        Arrays.asList((String) null), recordedNotifications().notifiedAddresses(undecided));
  }
}
