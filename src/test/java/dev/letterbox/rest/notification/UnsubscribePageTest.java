package dev.letterbox.rest.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Unsubscription;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribePageTest {

  private static Unsubscription unsubscription(NotificationType type, String channel) {
    return new Unsubscription("secret-bob", Set.of(type), channel);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void each_type_has_a_text_and_no_user_is_named(String language) {
    UnsubscribePage page = new UnsubscribePage(language);
    Set<String> pages = new HashSet<>();
    for (NotificationType label : NotificationType.values()) {
      pages.add(page.confirmation(unsubscription(label, "email")));
      pages.add(page.result(unsubscription(label, "email")));
    }
    assertEquals(2 * NotificationType.values().length, pages.size());
    for (String html : pages) {
      assertTrue(html.contains("<html lang=\"" + language + "\">"), html);
      assertTrue(html.toLowerCase(Locale.ROOT).contains(" e-mail"), html);
      assertFalse(html.contains("secret-bob"), html);
      assertFalse(html.contains("%s"), html);
    }
  }

  @ParameterizedTest
  @CsvSource({
    ", en",
    "'', en",
    "*, en",
    "it, en",
    "'de-CH, en;q=0.9', de",
    "'it, fr-CA;q=0.8, de;q=0.9', de",
    "'fr;q=x', en",
    "'\u0000;;;,,,', en"
  })
  void language_is_the_first_accepted_one_or_english(String accepted, String language) {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.FRANCE);
    try {
      String html =
          new UnsubscribePage(accepted)
              .confirmation(unsubscription(NotificationType.NOTICE, "email"));
      assertTrue(html.contains("<html lang=\"" + language + "\">"), html);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void all_types_of_a_digest_are_named() {
    Unsubscription unsubscription =
        new Unsubscription(
            "bob", Set.of(NotificationType.BROADCAST, NotificationType.NOTICE), "email");
    assertTrue(
        new UnsubscribePage("en")
            .confirmation(unsubscription)
            .contains("You get notices, broadcasts by e-mail."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sms", "title", "notice"})
  void channel_without_a_text_is_shown_by_its_name(String channel) {
    String page =
        new UnsubscribePage("de").confirmation(unsubscription(NotificationType.REPLY, channel));
    assertTrue(page.contains(" per " + channel + "."), page);
  }

  @Test
  void channel_name_is_escaped() {
    String page =
        new UnsubscribePage("en")
            .confirmation(unsubscription(NotificationType.REPLY, "<b>\"'&%s</b>"));
    assertTrue(page.contains("by &#60;b&#62;&#34;&#39;&#38;%s&#60;/b&#62;."), page);
  }
}
