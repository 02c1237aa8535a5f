package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Unsubscription;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribePageTest {

  private static Unsubscription said(NotificationLabel label, String channel) {
    return new Unsubscription("secret-bob", Set.of(label), channel);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void each_label_is_called_something_and_nobody_is_named(String language) {
    UnsubscribePage page = new UnsubscribePage(language);
    Set<String> pages = new HashSet<>();
    for (NotificationLabel label : NotificationLabel.values()) {
      pages.add(page.asking(said(label, "email")));
      pages.add(page.done(said(label, "email")));
    }
    assertEquals(2 * NotificationLabel.values().length, pages.size());
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
  void language_is_the_first_that_the_browser_accepts_and_else_english(
      String accepted, String language) {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.FRANCE);
    try {
      String html = new UnsubscribePage(accepted).asking(said(NotificationLabel.NOTICE, "email"));
      assertTrue(html.contains("<html lang=\"" + language + "\">"), html);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void all_that_a_digest_tells_is_named() {
    Unsubscription said =
        new Unsubscription(
            "bob", Set.of(NotificationLabel.BROADCAST, NotificationLabel.NOTICE), "email");
    assertTrue(
        new UnsubscribePage("en").asking(said).contains("You get notices, broadcasts by e-mail."));
  }

  @Test
  void name_of_a_channel_is_no_markup() {
    String page = new UnsubscribePage("en").asking(said(NotificationLabel.REPLY, "<b>\"'&%s</b>"));
    assertTrue(page.contains("by &#60;b&#62;&#34;&#39;&#38;%s&#60;/b&#62;."), page);
  }
}
