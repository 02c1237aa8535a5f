package dev.letterbox.notification;

import static dev.letterbox.api.NotificationLabel.NOTICE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Notice;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.testing.PreferenceServices;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a bean says of who may be notified, and where. */
public interface ApprovalTests extends PreferenceServices {

  @Test
  default void nobody_is_told_who_is_not_approved_and_others_are_where_they_are_approved() {
    String alice = users().named("alice");
    String nobody = users().named("disapproved");
    String elsewhere = users().named("elsewhere");
    sql().update("update lb_account set email = 'alice@example.org' where name = ?", alice);
    messages().notify(Notice.info("Hello").to(alice, nobody, elsewhere));
    await().until(() -> !heard().addressesOf(elsewhere).isEmpty());
    await().until(() -> !heard().addressesOf(alice).isEmpty());
    assertEquals(List.of(NOTICE + "@example.org"), heard().addressesOf(elsewhere));
    assertEquals(List.of("alice@example.org"), heard().addressesOf(alice));
    staysTrue(() -> heard().notificationsFor(nobody).isEmpty());
  }

  @Test
  default void who_could_not_be_decided_on_is_told_later_and_keeps_nobody_waiting() {
    String undecided = users().named("undecided");
    String zoe = users().named("zoe");
    settings().set(NotificationSetting.OUTBOX_RETRY_SECONDS, 1);
    try {
      messages().notify(Notice.info("Hello").to(undecided, zoe));
      await().until(() -> !heard().notificationsFor(zoe).isEmpty());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !heard().notificationsFor(undecided).isEmpty());
    } finally {
      settings().reset();
    }
    staysTrue(() -> heard().notificationsFor(undecided).size() == 1);
    assertEquals(Arrays.asList((String) null), heard().addressesOf(undecided));
  }
}
