package dev.letterbox.notification;

import static dev.letterbox.api.notification.NotificationType.BROADCAST;
import static dev.letterbox.api.notification.NotificationType.MESSAGE;
import static dev.letterbox.api.notification.NotificationType.NOTICE;
import static dev.letterbox.api.notification.NotificationType.REPLY;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationPreferences;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Preference;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.shared.config.NotificationRoutes;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.PreferenceServices;
import dev.letterbox.testing.support.recording.RecordingChannel;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Notification preferences, on the test channel {@code recording}. */
class PreferenceTests extends InServerTestBase implements PreferenceServices, OutboxServices {

  private static EffectivePreferences effectivePreferences() {
    return CDI.current().select(EffectivePreferences.class).get();
  }

  private static Preference preferenceFor(
      NotificationPreferences preferences, NotificationType type) {
    return preferences.preferences().stream()
        .filter(each -> each.type() == type && each.channel().equals("recording"))
        .findFirst()
        .orElseThrow();
  }

  private boolean isWanted(String user, NotificationType type) {
    boolean enabled = preferenceFor(preferences().preferences(user), type).enabled();
    assertEquals(
        enabled,
        effectivePreferences().subscribersAmong(List.of(user), type, "recording").contains(user));
    return enabled;
  }

  @Test
  void settings_apply_without_a_choice_and_a_choice_is_kept() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    preferences().change(PreferenceChange.of(bob).enable(NOTICE, "recording"));
    assertEquals(List.of(true, true), List.of(isWanted(alice, NOTICE), isWanted(bob, NOTICE)));
    settings()
        .set(NotificationSetting.NOTIFICATIONS_OFF, NotificationRoutes.parse("notice:recording"));
    try {
      assertEquals(List.of(false, true), List.of(isWanted(alice, NOTICE), isWanted(bob, NOTICE)));
      assertEquals(true, isWanted(alice, BROADCAST));
    } finally {
      settings().reset();
    }
    assertEquals(true, isWanted(alice, NOTICE));
  }

  @Test
  void every_type_and_every_enabled_channel_is_listed() {
    NotificationPreferences shown = preferences().preferences(users().create("alice"));
    List<String> channels =
        shown.preferences().stream().map(Preference::channel).distinct().toList();
    assertEquals(true, channels.containsAll(List.of("recording", "log")), channels.toString());
    assertEquals(
        Stream.of(NotificationType.values())
            .flatMap(type -> channels.stream().map(channel -> type + ":" + channel))
            .toList(),
        shown.preferences().stream().map(each -> each.type() + ":" + each.channel()).toList());
    assertEquals(DigestFrequency.IMMEDIATE, shown.digest());
  }

  @Test
  void disabled_types_are_not_delivered() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    preferences().change(PreferenceChange.of(bob).disable(MESSAGE, "recording"));
    messages().write(NewMessage.from(alice).to(bob).subject("Unwanted").body("Hello"));
    messages().sendNotice(Notice.info("Wanted").to(bob));
    await().until(() -> !recordedNotifications().notificationsFor(bob).isEmpty());
    assertTrueAfterPoll(() -> typesFor(bob).equals(List.of(NOTICE)));
    preferences()
        .change(PreferenceChange.of(bob).enable(MESSAGE, "recording").disable(NOTICE, "recording"));
    messages().sendNotice(Notice.info("Unwanted").to(bob));
    messages().write(NewMessage.from(alice).to(bob).subject("Wanted").body("Hello"));
    await().until(() -> recordedNotifications().notificationsFor(bob).size() > 1);
    assertTrueAfterPoll(() -> typesFor(bob).equals(List.of(NOTICE, MESSAGE)));
  }

  private List<NotificationType> typesFor(String user) {
    return recordedNotifications().notificationsFor(user).stream()
        .map(RecordingChannel.DeliveredNotification::type)
        .toList();
  }

  @Test
  void locked_type_follows_the_settings_and_a_choice_applies_again_afterwards() {
    String alice = users().create("alice");
    preferences().change(PreferenceChange.of(alice).disable(REPLY, "recording"));
    settings().set(NotificationSetting.NOTIFICATIONS_LOCKED, NotificationRoutes.parse("reply:*"));
    try {
      assertEquals(
          new Preference(REPLY, "recording", true, true),
          preferenceFor(preferences().preferences(alice), REPLY));
      assertEquals(true, isWanted(alice, REPLY));
      preferences().change(PreferenceChange.of(alice).enable(REPLY, "recording"));
      assertEquals(
          Map.of("preferences.reply.recording", List.of("Locked by the operator of this site.")),
          errors(
              PreferenceChange.of(alice).disable(REPLY, "recording").digest(DigestFrequency.DAY)));
    } finally {
      settings().reset();
    }
    assertEquals(false, isWanted(alice, REPLY), "the earlier choice");
    assertEquals(DigestFrequency.IMMEDIATE, preferences().preferences(alice).digest());
  }

  private Map<String, List<String>> errors(PreferenceChange change) {
    return assertThrows(InvalidInputException.class, () -> preferences().change(change)).errors();
  }

  @Test
  void unknown_channels_and_invalid_names_are_reported_and_nothing_is_stored() {
    String alice = users().create("alice");
    PreferenceChange change =
        PreferenceChange.of(alice)
            .disable(MESSAGE, "recording")
            .enable(NOTICE, "fax")
            .enable(REPLY, "")
            .digest(DigestFrequency.HOUR);
    assertEquals(Set.of("preferences.notice.fax", "preferences.reply."), errors(change).keySet());
    assertEquals(true, isWanted(alice, MESSAGE));
    assertEquals(DigestFrequency.IMMEDIATE, preferences().preferences(alice).digest());
    for (String name : List.of("", " ", "a\0b", "a\nb", "x".repeat(256))) {
      assertEquals(
          Set.of("user"), errors(PreferenceChange.of(name).enable(NOTICE, "recording")).keySet());
      assertThrows(InvalidInputException.class, () -> preferences().preferences(name));
    }
  }

  @Test
  void last_choice_wins_and_is_stored_once() throws Exception {
    String alice = users().create("alice");
    ConcurrentRun.repeat(
        8,
        () ->
            preferences()
                .change(
                    PreferenceChange.of(alice)
                        .disable(NOTICE, "recording")
                        .disable(MESSAGE, "recording")
                        .enable(NOTICE, "recording")
                        .digest(DigestFrequency.DAY)));
    assertEquals(
        2, tables().selectNumber("select count(*) from lb_preference where owner = ?", alice));
    assertEquals(List.of(true, false), List.of(isWanted(alice, NOTICE), isWanted(alice, MESSAGE)));
    assertEquals(
        DigestFrequency.HOUR,
        preferences().change(PreferenceChange.of(alice).digest(DigestFrequency.HOUR)).digest());
    assertEquals(
        1, tables().selectNumber("select count(*) from lb_digest_choice where owner = ?", alice));
  }

  @Test
  void preferences_of_a_thousand_users_cost_one_statement_and_locked_types_none() throws Exception {
    List<String> names = users().createMany("many", 1000);
    preferences().change(PreferenceChange.of(names.get(3)).disable(MESSAGE, "recording"));
    preferences().change(PreferenceChange.of(names.get(999)).digest(DigestFrequency.DAY));
    List<Set<String>> wanting = new ArrayList<>();
    assertEquals(
        1,
        StatementRecorder.capture(
                () ->
                    wanting.add(
                        effectivePreferences().subscribersAmong(names, MESSAGE, "recording")))
            .size());
    Set<String> others = new HashSet<>(names);
    others.remove(names.get(3));
    assertEquals(List.of(others), wanting);
    List<Map<String, DigestFrequency>> digests = new ArrayList<>();
    assertEquals(
        1,
        StatementRecorder.capture(
                () -> digests.add(effectivePreferences().digestFrequencies(names)))
            .size());
    assertEquals(1000, digests.get(0).size());
    assertEquals(DigestFrequency.DAY, digests.get(0).get(names.get(999)));
    assertEquals(DigestFrequency.IMMEDIATE, digests.get(0).get(names.get(998)));
    settings()
        .set(NotificationSetting.NOTIFICATIONS_LOCKED, NotificationRoutes.parse("*:recording"));
    try {
      assertEquals(
          0,
          StatementRecorder.capture(
                  () -> effectivePreferences().subscribersAmong(names, MESSAGE, "recording"))
              .size());
    } finally {
      settings().reset();
    }
    assertEquals(
        Set.of(), effectivePreferences().subscribersAmong(List.of(), MESSAGE, "recording"));
    assertEquals(
        2, StatementRecorder.capture(() -> preferences().preferences(names.get(0))).size());
  }
}
