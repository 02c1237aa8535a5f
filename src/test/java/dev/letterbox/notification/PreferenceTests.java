package dev.letterbox.notification;

import static dev.letterbox.api.NotificationLabel.BROADCAST;
import static dev.letterbox.api.NotificationLabel.MESSAGE;
import static dev.letterbox.api.NotificationLabel.NOTICE;
import static dev.letterbox.api.NotificationLabel.REPLY;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.Digest;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Preference;
import dev.letterbox.api.PreferenceChange;
import dev.letterbox.api.UserPreferences;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Routes;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Heard;
import dev.letterbox.testing.PreferenceServices;
import dev.letterbox.testing.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users choose to be told of, on the channel {@code heard} of the tests. */
public interface PreferenceTests extends PreferenceServices {

  private static Preferences bean() {
    return CDI.current().select(Preferences.class).get();
  }

  private static Preference heard(UserPreferences preferences, NotificationLabel label) {
    return preferences.preferences().stream()
        .filter(each -> each.label() == label && each.channel().equals("heard"))
        .findFirst()
        .orElseThrow();
  }

  private boolean isWanted(String user, NotificationLabel label) {
    boolean shown = heard(preferences().preferences(user), label).wanted();
    assertEquals(shown, bean().wanting(List.of(user), label, "heard").contains(user));
    return shown;
  }

  @Test
  default void who_has_not_chosen_follows_the_settings_and_a_choice_stays() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    preferences().change(PreferenceChange.of(bob).want(NOTICE, "heard"));
    assertEquals(List.of(true, true), List.of(isWanted(alice, NOTICE), isWanted(bob, NOTICE)));
    settings().set(NotificationSetting.NOTIFICATIONS_OFF, Routes.parse("notice:heard"));
    try {
      assertEquals(List.of(false, true), List.of(isWanted(alice, NOTICE), isWanted(bob, NOTICE)));
      assertEquals(true, isWanted(alice, BROADCAST));
    } finally {
      settings().reset();
    }
    assertEquals(true, isWanted(alice, NOTICE));
  }

  @Test
  default void every_label_and_every_open_channel_is_shown() {
    UserPreferences shown = preferences().preferences(users().named("alice"));
    List<String> channels =
        shown.preferences().stream().map(Preference::channel).distinct().toList();
    assertEquals(true, channels.containsAll(List.of("heard", "log")), channels.toString());
    assertEquals(
        Stream.of(NotificationLabel.values())
            .flatMap(label -> channels.stream().map(channel -> label + ":" + channel))
            .toList(),
        shown.preferences().stream().map(each -> each.label() + ":" + each.channel()).toList());
    assertEquals(Digest.NONE, shown.digest());
  }

  @Test
  default void nobody_is_told_what_he_does_not_want() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    preferences().change(PreferenceChange.of(bob).refuse(MESSAGE, "heard"));
    messages().write(NewMessage.from(alice).to(bob).subject("Not told").body("Hello"));
    messages().notify(Notice.info("Told").to(bob));
    await().until(() -> !heard().notificationsFor(bob).isEmpty());
    staysTrue(() -> labelsFor(bob).equals(List.of(NOTICE)));
    preferences().change(PreferenceChange.of(bob).want(MESSAGE, "heard").refuse(NOTICE, "heard"));
    messages().notify(Notice.info("Not told").to(bob));
    messages().write(NewMessage.from(alice).to(bob).subject("Told").body("Hello"));
    await().until(() -> heard().notificationsFor(bob).size() > 1);
    staysTrue(() -> labelsFor(bob).equals(List.of(NOTICE, MESSAGE)));
  }

  private List<NotificationLabel> labelsFor(String user) {
    return heard().notificationsFor(user).stream().map(Heard.Told::label).toList();
  }

  @Test
  default void what_is_locked_is_as_the_settings_say_and_a_choice_counts_again_afterwards() {
    String alice = users().named("alice");
    preferences().change(PreferenceChange.of(alice).refuse(REPLY, "heard"));
    settings().set(NotificationSetting.NOTIFICATIONS_LOCKED, Routes.parse("reply:*"));
    try {
      assertEquals(
          new Preference(REPLY, "heard", true, true),
          heard(preferences().preferences(alice), REPLY));
      assertEquals(true, isWanted(alice, REPLY));
      preferences().change(PreferenceChange.of(alice).want(REPLY, "heard"));
      assertEquals(
          Map.of("preferences.reply.heard", List.of("The operator of this site has decided it.")),
          errors(PreferenceChange.of(alice).refuse(REPLY, "heard").digest(Digest.DAY)));
    } finally {
      settings().reset();
    }
    assertEquals(false, isWanted(alice, REPLY), "as it was chosen before");
    assertEquals(Digest.NONE, preferences().preferences(alice).digest());
  }

  private Map<String, List<String>> errors(PreferenceChange change) {
    return assertThrows(InvalidInputException.class, () -> preferences().change(change)).errors();
  }

  @Test
  default void unknown_channels_and_impossible_names_are_named_and_nothing_is_stored() {
    String alice = users().named("alice");
    PreferenceChange change =
        PreferenceChange.of(alice)
            .refuse(MESSAGE, "heard")
            .want(NOTICE, "fax")
            .want(REPLY, "")
            .digest(Digest.HOUR);
    assertEquals(Set.of("preferences.notice.fax", "preferences.reply."), errors(change).keySet());
    assertEquals(true, isWanted(alice, MESSAGE));
    assertEquals(Digest.NONE, preferences().preferences(alice).digest());
    for (String name : List.of("", " ", "a\0b", "a\nb", "x".repeat(256))) {
      assertEquals(
          Set.of("user"), errors(PreferenceChange.of(name).want(NOTICE, "heard")).keySet());
      assertThrows(InvalidInputException.class, () -> preferences().preferences(name));
    }
  }

  @Test
  default void choice_of_the_last_one_holds_and_is_kept_once() throws Exception {
    String alice = users().named("alice");
    AtOnce.times(
        8,
        () ->
            preferences()
                .change(
                    PreferenceChange.of(alice)
                        .refuse(NOTICE, "heard")
                        .refuse(MESSAGE, "heard")
                        .want(NOTICE, "heard")
                        .digest(Digest.DAY)));
    assertEquals(2, rows().number("select count(*) from lb_preference where owner = ?", alice));
    assertEquals(List.of(true, false), List.of(isWanted(alice, NOTICE), isWanted(alice, MESSAGE)));
    assertEquals(
        Digest.HOUR, preferences().change(PreferenceChange.of(alice).digest(Digest.HOUR)).digest());
    assertEquals(1, rows().number("select count(*) from lb_digest_choice where owner = ?", alice));
  }

  @Test
  default void preferences_of_a_thousand_cost_one_statement_and_of_what_is_locked_none()
      throws Exception {
    List<String> names = users().many("many", 1000);
    preferences().change(PreferenceChange.of(names.get(3)).refuse(MESSAGE, "heard"));
    preferences().change(PreferenceChange.of(names.get(999)).digest(Digest.DAY));
    List<Set<String>> wanting = new ArrayList<>();
    assertEquals(
        1, Statements.during(() -> wanting.add(bean().wanting(names, MESSAGE, "heard"))).size());
    Set<String> others = new HashSet<>(names);
    others.remove(names.get(3));
    assertEquals(List.of(others), wanting);
    List<Map<String, Digest>> digests = new ArrayList<>();
    assertEquals(1, Statements.during(() -> digests.add(bean().digests(names))).size());
    assertEquals(1000, digests.get(0).size());
    assertEquals(Digest.DAY, digests.get(0).get(names.get(999)));
    assertEquals(Digest.NONE, digests.get(0).get(names.get(998)));
    settings().set(NotificationSetting.NOTIFICATIONS_LOCKED, Routes.parse("*:heard"));
    try {
      assertEquals(0, Statements.during(() -> bean().wanting(names, MESSAGE, "heard")).size());
    } finally {
      settings().reset();
    }
    assertEquals(Set.of(), bean().wanting(List.of(), MESSAGE, "heard"));
    assertEquals(2, Statements.during(() -> preferences().preferences(names.get(0))).size());
  }
}
