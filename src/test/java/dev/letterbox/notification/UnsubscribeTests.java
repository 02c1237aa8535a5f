package dev.letterbox.notification;

import static dev.letterbox.api.NotificationLabel.BROADCAST;
import static dev.letterbox.api.NotificationLabel.NOTICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.LinkNotValidException;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Preference;
import dev.letterbox.api.PreferenceChange;
import dev.letterbox.api.Unsubscription;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Routes;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.UnsubscribeLinks;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.PreferenceServices;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Links that unsubscribe. */
public interface UnsubscribeTests extends PreferenceServices {

  private static UnsubscribeLinks links() {
    return CDI.current().select(UnsubscribeLinks.class).get();
  }

  private boolean isWanted(String user, NotificationLabel label) {
    return preferences().preferences(user).preferences().stream()
        .filter(each -> each.label() == label && each.channel().equals("heard"))
        .anyMatch(Preference::wanted);
  }

  @Test
  default void link_takes_away_what_it_says_and_nothing_else_until_it_is_chosen_again()
      throws Exception {
    String bob = users().named("bob");
    Unsubscription said = new Unsubscription(bob, Set.of(NOTICE), "heard");
    String token = links().token(said);
    assertEquals(said, preferences().unsubscription(token));
    assertEquals(true, isWanted(bob, NOTICE), "a look at it changes nothing");
    AtOnce.times(4, () -> preferences().unsubscribe(token));
    assertEquals(said, preferences().unsubscribe(token));
    assertEquals(List.of(false, true), List.of(isWanted(bob, NOTICE), isWanted(bob, BROADCAST)));
    preferences().change(PreferenceChange.of(bob).want(NOTICE, "heard"));
    assertEquals(true, isWanted(bob, NOTICE));
  }

  @Test
  default void link_of_a_digest_takes_away_all_that_may_be_chosen() {
    String bob = users().named("bob");
    String token = links().token(new Unsubscription(bob, Set.of(NOTICE, BROADCAST), "heard"));
    settings().set(NotificationSetting.NOTIFICATIONS_LOCKED, Routes.parse("broadcast:heard"));
    try {
      assertEquals(Set.of(NOTICE), preferences().unsubscribe(token).labels());
    } finally {
      settings().reset();
    }
    assertEquals(List.of(false, true), List.of(isWanted(bob, NOTICE), isWanted(bob, BROADCAST)));
    assertEquals(Set.of(NOTICE, BROADCAST), preferences().unsubscribe(token).labels());
    assertEquals(List.of(false, false), List.of(isWanted(bob, NOTICE), isWanted(bob, BROADCAST)));
  }

  @Test
  default void wrong_link_changes_nothing() {
    String bob = users().named("bob");
    String token = links().token(new Unsubscription(bob, Set.of(NOTICE), "heard"));
    for (String wrong : List.of("", "\0", token.substring(1), token + "A", bob)) {
      assertThrows(LinkNotValidException.class, () -> preferences().unsubscribe(wrong));
      assertThrows(LinkNotValidException.class, () -> preferences().unsubscription(wrong));
    }
    assertEquals(0, rows().number("select count(*) from lb_preference where owner = ?", bob));
  }

  @Test
  default void link_of_somebody_who_has_left_keeps_nothing_and_tells_nothing() {
    Unsubscription said = new Unsubscription("left-long-ago-too", Set.of(NOTICE), "heard");
    assertEquals(said, preferences().unsubscribe(links().token(said)));
    assertEquals(
        0, rows().number("select count(*) from lb_preference where owner = ?", said.user()));
  }

  @Test
  default void link_of_a_former_user_changes_nothing_for_whoever_has_his_name_now() {
    String bob = users().named("bob");
    Instant now = Instant.now();
    clock().set(now);
    try {
      String old = links().token(new Unsubscription(bob, Set.of(NOTICE), "heard"));
      maintenance().erase(bob);
      users().called(bob);
      sql()
          .update(
              "update lb_account set created_at = ? where name = ?",
              now.plus(Duration.ofHours(1)),
              bob);
      assertEquals(bob, preferences().unsubscribe(old).user());
      assertEquals(true, isWanted(bob, NOTICE));
      clock().set(now.plus(Duration.ofHours(1)));
      preferences().unsubscribe(links().token(new Unsubscription(bob, Set.of(NOTICE), "heard")));
      assertEquals(false, isWanted(bob, NOTICE));
    } finally {
      clock().release();
    }
  }

  @Test
  default void link_for_a_channel_that_is_no_more_is_not_valid() {
    String token =
        links().token(new Unsubscription(users().named("bob"), Set.of(NOTICE), "telegraph"));
    assertThrows(LinkNotValidException.class, () -> preferences().unsubscription(token));
    assertThrows(LinkNotValidException.class, () -> preferences().unsubscribe(token));
  }

  @Test
  default void link_is_offered_where_users_may_choose_and_the_site_has_an_address() {
    String bob = users().named("bob");
    Unsubscription said = new Unsubscription(bob, Set.of(NOTICE), "heard");
    assertEquals(Optional.empty(), links().of(bob, Set.of(NOTICE), "heard"));
    settings().set(Setting.SITE_URL, "https://example.org/letterbox/");
    try {
      clock().set(Instant.now());
      assertEquals(
          Optional.of(
              URI.create(
                  "https://example.org/letterbox/api/unsubscribe?token=" + links().token(said))),
          links().of(bob, Set.of(NOTICE), "heard"));
      settings().set(NotificationSetting.NOTIFICATIONS_LOCKED, Routes.parse("notice:heard"));
      assertEquals(Optional.empty(), links().of(bob, Set.of(NOTICE), "heard"));
      assertThrows(
          LinkNotValidException.class, () -> preferences().unsubscribe(links().token(said)));
    } finally {
      clock().release();
      settings().reset();
    }
  }

  @Test
  default void key_that_no_setting_gives_is_made_once_and_kept() throws Exception {
    Unsubscription said = new Unsubscription("bob", Set.of(NOTICE), "heard");
    clock().set(Instant.now());
    String byGivenKey = links().token(said);
    settings().set(NotificationSetting.NOTIFICATIONS_SECRET, "");
    try {
      UnsubscribeLinks links = links();
      List<String> tokens = AtOnce.times(4, () -> links.token(said));
      assertEquals(1, tokens.stream().distinct().count());
      assertEquals(false, tokens.contains(byGivenKey));
      assertEquals(said, preferences().unsubscription(tokens.get(0)));
      assertThrows(LinkNotValidException.class, () -> preferences().unsubscription(byGivenKey));
      assertEquals(
          1,
          rows()
              .number(
                  "select count(*) from lb_secret where name = ?",
                  NotificationSetting.NOTIFICATIONS_SECRET.key()));
    } finally {
      clock().release();
      settings().reset();
    }
  }
}
