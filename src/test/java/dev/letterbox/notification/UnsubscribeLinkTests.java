package dev.letterbox.notification;

import static dev.letterbox.api.notification.NotificationType.BROADCAST;
import static dev.letterbox.api.notification.NotificationType.NOTICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Preference;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.shared.config.NotificationRoutes;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.security.UnsubscribeLinks;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.PreferenceServices;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unsubscribe links. */
@Tag("once")
class UnsubscribeLinkTests extends InServerTestBase implements PreferenceServices {

  private static UnsubscribeLinks unsubscribeLinks() {
    return CDI.current().select(UnsubscribeLinks.class).get();
  }

  private boolean isWanted(String user, NotificationType type) {
    return preferences().preferences(user).preferences().stream()
        .filter(each -> each.type() == type && each.channel().equals("recording"))
        .anyMatch(Preference::enabled);
  }

  @Test
  void link_turns_off_only_its_types_until_they_are_chosen_again() throws Exception {
    String bob = users().create("bob");
    Unsubscription unsubscription = new Unsubscription(bob, Set.of(NOTICE), "recording");
    String token = unsubscribeLinks().createToken(unsubscription);
    assertEquals(unsubscription, preferences().previewUnsubscription(token));
    assertEquals(true, isWanted(bob, NOTICE), "a preview changes nothing");
    ConcurrentRun.repeat(4, () -> preferences().unsubscribe(token));
    assertEquals(unsubscription, preferences().unsubscribe(token));
    assertEquals(List.of(false, true), List.of(isWanted(bob, NOTICE), isWanted(bob, BROADCAST)));
    preferences().change(PreferenceChange.of(bob).enable(NOTICE, "recording"));
    assertEquals(true, isWanted(bob, NOTICE));
  }

  @Test
  void link_of_a_digest_turns_off_all_types_that_are_not_locked() {
    String bob = users().create("bob");
    String token =
        unsubscribeLinks()
            .createToken(new Unsubscription(bob, Set.of(NOTICE, BROADCAST), "recording"));
    settings()
        .set(
            NotificationSetting.NOTIFICATIONS_LOCKED,
            NotificationRoutes.parse("broadcast:recording"));
    try {
      assertEquals(Set.of(NOTICE), preferences().unsubscribe(token).types());
    } finally {
      settings().reset();
    }
    assertEquals(List.of(false, true), List.of(isWanted(bob, NOTICE), isWanted(bob, BROADCAST)));
    assertEquals(Set.of(NOTICE, BROADCAST), preferences().unsubscribe(token).types());
    assertEquals(List.of(false, false), List.of(isWanted(bob, NOTICE), isWanted(bob, BROADCAST)));
  }

  @Test
  void invalid_link_changes_nothing() {
    String bob = users().create("bob");
    String token =
        unsubscribeLinks().createToken(new Unsubscription(bob, Set.of(NOTICE), "recording"));
    for (String wrong : List.of("", "\0", token.substring(1), token + "A", bob)) {
      assertThrows(NotFoundException.class, () -> preferences().unsubscribe(wrong));
      assertThrows(NotFoundException.class, () -> preferences().previewUnsubscription(wrong));
    }
    assertEquals(
        0, tables().selectNumber("select count(*) from lb_preference where owner = ?", bob));
  }

  @Test
  void link_of_an_erased_user_stores_and_reveals_nothing() {
    Unsubscription unsubscription =
        new Unsubscription("left-long-ago-too", Set.of(NOTICE), "recording");
    assertEquals(
        unsubscription, preferences().unsubscribe(unsubscribeLinks().createToken(unsubscription)));
    assertEquals(
        0,
        tables()
            .selectNumber(
                "select count(*) from lb_preference where owner = ?", unsubscription.user()));
  }

  @Test
  void link_of_an_erased_user_does_not_affect_a_new_user_of_the_same_name() {
    String bob = users().create("bob");
    Instant now = Instant.now();
    clock().set(now);
    try {
      String old =
          unsubscribeLinks().createToken(new Unsubscription(bob, Set.of(NOTICE), "recording"));
      maintenance().erase(bob);
      users().createNamed(bob);
      sql()
          .update(
              "update lb_account set created_at = ? where name = ?",
              now.plus(Duration.ofHours(1)),
              bob);
      assertEquals(bob, preferences().unsubscribe(old).user());
      assertEquals(true, isWanted(bob, NOTICE));
      clock().set(now.plus(Duration.ofHours(1)));
      preferences()
          .unsubscribe(
              unsubscribeLinks().createToken(new Unsubscription(bob, Set.of(NOTICE), "recording")));
      assertEquals(false, isWanted(bob, NOTICE));
    } finally {
      clock().reset();
    }
  }

  @Test
  void link_for_a_removed_channel_is_invalid() {
    String token =
        unsubscribeLinks()
            .createToken(new Unsubscription(users().create("bob"), Set.of(NOTICE), "telegraph"));
    assertThrows(NotFoundException.class, () -> preferences().previewUnsubscription(token));
    assertThrows(NotFoundException.class, () -> preferences().unsubscribe(token));
  }

  @Test
  void link_exists_only_for_unlocked_types_and_a_configured_site() {
    String bob = users().create("bob");
    Unsubscription unsubscription = new Unsubscription(bob, Set.of(NOTICE), "recording");
    assertEquals(Optional.empty(), unsubscribeLinks().linkFor(bob, Set.of(NOTICE), "recording"));
    settings().set(Setting.SITE_URL, "https://example.org/letterbox/");
    try {
      clock().set(Instant.now());
      assertEquals(
          Optional.of(
              URI.create(
                  "https://example.org/letterbox/api/unsubscribe?token="
                      + unsubscribeLinks().createToken(unsubscription))),
          unsubscribeLinks().linkFor(bob, Set.of(NOTICE), "recording"));
      settings()
          .set(
              NotificationSetting.NOTIFICATIONS_LOCKED,
              NotificationRoutes.parse("notice:recording"));
      assertEquals(Optional.empty(), unsubscribeLinks().linkFor(bob, Set.of(NOTICE), "recording"));
      assertThrows(
          NotFoundException.class,
          () -> preferences().unsubscribe(unsubscribeLinks().createToken(unsubscription)));
    } finally {
      clock().reset();
      settings().reset();
    }
  }

  @Test
  void key_without_a_setting_is_generated_once_and_stored() throws Exception {
    Unsubscription unsubscription = new Unsubscription("bob", Set.of(NOTICE), "recording");
    clock().set(Instant.now());
    String byGivenKey = unsubscribeLinks().createToken(unsubscription);
    settings().set(NotificationSetting.NOTIFICATIONS_SECRET, "");
    try {
      UnsubscribeLinks links = unsubscribeLinks();
      List<String> tokens = ConcurrentRun.repeat(4, () -> links.createToken(unsubscription));
      assertEquals(1, tokens.stream().distinct().count());
      assertEquals(false, tokens.contains(byGivenKey));
      assertEquals(unsubscription, preferences().previewUnsubscription(tokens.get(0)));
      assertThrows(NotFoundException.class, () -> preferences().previewUnsubscription(byGivenKey));
      assertEquals(
          1,
          tables()
              .selectNumber(
                  "select count(*) from lb_secret where name = ?",
                  NotificationSetting.NOTIFICATIONS_SECRET.key()));
    } finally {
      clock().reset();
      settings().reset();
    }
  }
}
