package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Unsubscription;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsubscribePageTest {

  @Test
  void each_label_is_called_something_and_nobody_is_named() {
    Set<String> pages = new HashSet<>();
    for (NotificationLabel label : NotificationLabel.values()) {
      Unsubscription wanted = new Unsubscription("secret-bob", label, "email");
      pages.add(UnsubscribePage.asking(wanted));
      pages.add(UnsubscribePage.done(wanted));
    }
    assertEquals(2 * NotificationLabel.values().length, pages.size());
    for (String page : pages) {
      assertTrue(page.contains(" by e-mail"), page);
      assertFalse(page.contains("secret-bob"), page);
    }
  }

  @Test
  void name_of_a_channel_is_no_markup() {
    String page =
        UnsubscribePage.asking(new Unsubscription("bob", NotificationLabel.REPLY, "<b>\"'&%s</b>"));
    assertTrue(page.contains("by &#60;b&#62;&#34;&#39;&#38;%s&#60;/b&#62;."), page);
  }
}
