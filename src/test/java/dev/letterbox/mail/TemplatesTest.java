package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotifiedMessage;
import dev.letterbox.mail.Templates.Written;
import dev.letterbox.shared.DefaultSettings;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Setting;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mails say. */
class TemplatesTest {

  private static final NotifiedMessage FULL =
      Samples.message("Alice <Archer>", "Lunch & more", "Hello\n<b>you</b>\n\nBye", "Not <nice>");
  private static final NotifiedMessage EMPTY = Samples.message("", null, "", null);
  private static final Site SITE = new Site("The Club", "https://club.example.org/letterbox/");
  private static final LevelTags LEVELS = new DefaultSettings().get(Setting.LEVEL_TAGS);
  private static final Site NO_SITE = new Site("", "");

  private static Templates templates(Map<String, String> replacing) {
    return new Templates(
        name -> {
          List<TemplateSource> all = new ArrayList<>();
          Optional.ofNullable(replacing.get(name))
              .map(text -> new TemplateSource("of the test", text))
              .ifPresent(all::add);
          TemplateSources.builtIn(name).ifPresent(all::add);
          return all;
        },
        Locale.ENGLISH);
  }

  private static Written write(Templates templates, Site site, Notification notification) {
    Language language =
        templates.language(notification.isToVisitor() ? null : notification.recipient().language());
    return templates.write(
        Kinds.of(notification),
        language,
        new Context(site, LEVELS)
            .of(
                notification,
                Optional.of(
                    URI.create("https://club.example.org/letterbox/api/unsubscribe?token=x")),
                language.locale()));
  }

  private static Written write(Notification notification) {
    return write(templates(Map.of()), SITE, notification);
  }

  @ParameterizedTest
  @EnumSource(NotificationLabel.class)
  void every_mail_can_be_written_in_every_language_with_everything_and_with_nothing(
      NotificationLabel label) {
    for (String language : List.of("en", "de", "fr")) {
      for (NotifiedMessage message : List.of(FULL, EMPTY)) {
        for (Site site : List.of(SITE, NO_SITE)) {
          Written mail = write(templates(Map.of()), site, Samples.toUser(label, language, message));
          assertTrue(mail.html().contains("<html lang=\"" + language + "\">"));
          assertFalse((mail.subject() + mail.text() + mail.html()).contains("{{"), mail.text());
          assertFalse(mail.subject().isBlank());
        }
      }
    }
  }

  @Test
  void template_knows_what_happened_and_where_and_a_site_without_name_and_address_is_empty() {
    String all = "{{action}} [{{site.name}}] [{{site.url}}]";
    Templates own = templates(Map.of("notice.txt", all, "rejection.txt", all, "message.txt", all));
    for (NotificationLabel label :
        List.of(NotificationLabel.NOTICE, NotificationLabel.MESSAGE, NotificationLabel.REJECTION)) {
      Notification told = Samples.toUser(label, "en", FULL);
      String action = label == NotificationLabel.REJECTION ? "rejection" : "acceptance";
      assertEquals(
          action + " [The Club] [https://club.example.org/letterbox/]",
          write(own, SITE, told).text().strip());
      assertEquals(action + " [] []", write(own, NO_SITE, told).text().strip());
    }
  }

  @Test
  void all_languages_have_the_same_texts() {
    for (String language : List.of("de", "fr")) {
      assertEquals(keys("en"), keys(language));
    }
  }

  private static List<String> keys(String language) {
    return TemplateSources.builtIn("texts_" + language + ".properties")
        .orElseThrow()
        .text()
        .lines()
        .filter(line -> line.contains("=") && !line.startsWith("#"))
        .map(line -> line.substring(0, line.indexOf('=')))
        .filter(key -> !key.equals("intro"))
        .sorted()
        .toList();
  }

  @Test
  void html_is_escaped_and_text_is_not() {
    Written mail = write(Samples.toUser(NotificationLabel.REJECTION, "en", FULL));
    assertTrue(mail.text().contains("\n<b>you</b>\n"), mail.text());
    assertTrue(mail.text().contains("Not <nice>"));
    assertTrue(mail.html().contains("&lt;b&gt;you&lt;/b&gt;<br>"), mail.html());
    assertFalse(mail.html().contains("<b>you"));
    assertFalse(mail.html().contains("<nice>"));
    assertFalse(mail.html().contains("<Archer>"));
    assertEquals("[The Club] Not accepted: Lunch & more", mail.subject());
  }

  @Test
  void a_visitor_sees_no_link_to_an_inbox_that_he_has_not() {
    Written mail = write(Samples.toVisitor(NotificationLabel.REPLY, FULL));
    assertTrue(mail.text().startsWith("Hello,\n\nAlice <Archer> has answered you.\n"), mail.text());
    assertFalse(mail.text().contains("#/conversations/"));
    assertFalse(mail.html().contains("#/conversations/"));
  }

  @Test
  void links_lead_to_the_conversation_and_to_unsubscribing() {
    Written mail = write(Samples.toUser(NotificationLabel.BROADCAST, "en", FULL));
    for (String text : List.of(mail.text(), mail.html())) {
      assertTrue(text.contains("https://club.example.org/letterbox/#/conversations/5"), text);
      assertTrue(text.contains("api/unsubscribe?token"), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "de, de",
    "de-AT, de-AT",
    "fr-CA, fr-CA",
    "en-GB, en-GB",
    "it, en",
    "xx-Latn-ZZ, en",
    ", en"
  })
  void the_closest_language_is_taken(String wanted, String used) {
    assertEquals(used, templates(Map.of()).language(wanted).locale().toLanguageTag());
  }

  @Test
  void an_installation_adds_a_language_and_replaces_texts_and_templates() {
    Templates own =
        templates(
            Map.of(
                "texts_it.properties", "greeting=Ciao {{recipient.displayName}},",
                "texts_de.properties", "message.intro=Post von {{message.senderName}}!",
                "notice_de.txt", "Kurz: {{message.subject}}"));
    Notification italian = Samples.toUser(NotificationLabel.MESSAGE, "it", FULL);
    assertTrue(write(own, SITE, italian).text().startsWith("Ciao Bob Brewer,"));
    assertTrue(
        write(own, SITE, italian).text().contains("has written to you"), "the rest is English");
    Notification german = Samples.toUser(NotificationLabel.MESSAGE, "de", FULL);
    assertTrue(write(own, SITE, german).text().contains("Post von Alice <Archer>!"));
    assertTrue(write(own, SITE, german).text().contains("Guten Tag"), "the rest is as it was");
    Notification notice = Samples.toUser(NotificationLabel.NOTICE, "de-AT", FULL);
    assertEquals("Kurz: Lunch & more", write(own, SITE, notice).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{nothing.like.this}}",
        "{{#message}}",
        "{{/x}}",
        "{{> missing.txt}}",
        "{{> notice.txt}}",
        "{{text.missing}}",
        "{{#nothing}}x{{/nothing}}",
        "{{#message",
        "{{message.subject}",
        "{{{message.subject"
      })
  void an_error_names_the_template_and_the_other_mails_are_written(String broken) {
    Templates own = templates(Map.of("notice.txt", "First\n" + broken));
    BrokenTemplateException error =
        assertThrows(
            BrokenTemplateException.class,
            () -> write(own, SITE, Samples.toUser(NotificationLabel.NOTICE, "en", FULL)));
    assertTrue(error.getMessage().startsWith("Te"), error.getMessage());
    assertTrue(
        error.getMessage().contains("notice.txt") || error.getMessage().contains("missing"),
        error.getMessage());
    assertFalse(
        write(own, SITE, Samples.toUser(NotificationLabel.REPLY, "en", FULL)).text().isEmpty());
  }

  @Test
  void what_a_message_says_is_no_template() {
    NotifiedMessage sly =
        Samples.message("{{site.name}}", "{{> foot.html}}", "{{recipient.name}}", null);
    Written mail = write(Samples.toUser(NotificationLabel.MESSAGE, "en", sly));
    assertTrue(mail.subject().contains("{{> foot.html}}"));
    assertTrue(mail.text().contains("{{recipient.name}}"));
    assertTrue(mail.text().contains("{{site.name}} has written"));
  }

  @Test
  void a_long_text_is_cut_for_users_and_not_for_visitors() {
    NotifiedMessage thick =
        Samples.message("Alice", "Book", "\ud83d\ude00".repeat(2001) + "end", null);
    String cut = write(Samples.toUser(NotificationLabel.MESSAGE, "en", thick)).text();
    assertTrue(cut.contains("\ud83d\ude00".repeat(2000) + "…"));
    assertTrue(write(Samples.toVisitor(NotificationLabel.MESSAGE, thick)).text().contains("end"));
  }

  @Test
  void a_digest_tells_all() {
    Templates templates = templates(Map.of());
    for (String tag : List.of("en", "de", "fr")) {
      Language language = templates.language(tag);
      Written mail =
          templates.write(
              Kinds.DIGEST,
              language,
              new Context(SITE, LEVELS)
                  .of(
                      List.of(
                          Samples.toUser(NotificationLabel.MESSAGE, tag, FULL),
                          Samples.toUser(NotificationLabel.REJECTION, tag, FULL),
                          Samples.toUser(NotificationLabel.NOTICE, tag, EMPTY)),
                      Optional.of(URI.create("https://club.example.org/u")),
                      language.locale()));
      assertTrue(mail.text().contains(": https://club.example.org/u\n"), mail.text());
      assertTrue(mail.html().contains("<a href=\"https://club.example.org/u\""), mail.html());
      assertTrue(mail.subject().contains("3 "), mail.subject());
      assertTrue(mail.text().contains("* Alice <Archer>: Lunch & more\n"), mail.text());
      assertTrue(mail.text().contains("Not <nice>)"), mail.text());
      assertTrue(mail.html().contains("Lunch &amp; more"), mail.html());
    }
  }
}
