package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.mail.TemplateRenderer.RenderedMail;
import dev.letterbox.shared.config.DefaultSettings;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.Setting;
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

/** Subjects and bodies of e-mails, built-in and customised. */
class TemplateRendererTest {

  private static final MessageSnapshot FULL =
      SampleNotifications.message(
          "Alice <Archer>", "Lunch & more", "Hello\n<b>you</b>\n\nBye", "Not <nice>");
  private static final MessageSnapshot EMPTY = SampleNotifications.message("", null, "", null);
  private static final Site SITE = new Site("The Club", "https://club.example.org/letterbox/");
  private static final LevelTags LEVELS = new DefaultSettings().get(Setting.LEVEL_TAGS);
  private static final Site NO_SITE = new Site("", "");

  private static TemplateRenderer renderer(Map<String, String> replacements) {
    return new TemplateRenderer(
        name -> {
          List<TemplateSource> all = new ArrayList<>();
          Optional.ofNullable(replacements.get(name))
              .map(text -> new TemplateSource("test", text))
              .ifPresent(all::add);
          TemplateLoader.builtIn(name).ifPresent(all::add);
          return all;
        },
        Locale.ENGLISH);
  }

  private static RenderedMail render(
      TemplateRenderer templates, Site site, Notification notification) {
    LocalizedTemplates localized =
        templates.forLanguage(
            notification.isToVisitor() ? null : notification.recipient().language());
    return templates.render(
        TemplateNames.of(notification),
        localized,
        new TemplateModel(site, LEVELS)
            .of(
                notification,
                Optional.of(
                    URI.create("https://club.example.org/letterbox/api/unsubscribe?token=x")),
                localized.locale()));
  }

  private static RenderedMail render(Notification notification) {
    return render(renderer(Map.of()), SITE, notification);
  }

  @ParameterizedTest
  @EnumSource(NotificationType.class)
  void every_template_renders_in_every_language_with_complete_and_empty_messages(
      NotificationType type) {
    for (String language : List.of("en", "de", "fr")) {
      for (MessageSnapshot message : List.of(FULL, EMPTY)) {
        for (Site site : List.of(SITE, NO_SITE)) {
          RenderedMail mail =
              render(
                  renderer(Map.of()), site, SampleNotifications.forUser(type, language, message));
          assertTrue(mail.html().contains("<html lang=\"" + language + "\">"));
          assertFalse((mail.subject() + mail.text() + mail.html()).contains("{{"), mail.text());
          assertFalse(mail.subject().isBlank());
        }
      }
    }
  }

  @Test
  void templates_see_action_and_site_and_an_unconfigured_site_is_empty() {
    String all = "{{action}} [{{site.name}}] [{{site.url}}]";
    TemplateRenderer customised =
        renderer(Map.of("notice.txt", all, "rejection.txt", all, "message.txt", all));
    for (NotificationType type :
        List.of(NotificationType.NOTICE, NotificationType.MESSAGE, NotificationType.REJECTION)) {
      Notification notification = SampleNotifications.forUser(type, "en", FULL);
      String action = type == NotificationType.REJECTION ? "rejection" : "acceptance";
      assertEquals(
          action + " [The Club] [https://club.example.org/letterbox/]",
          render(customised, SITE, notification).text().strip());
      assertEquals(action + " [] []", render(customised, NO_SITE, notification).text().strip());
    }
  }

  @Test
  void all_languages_have_the_same_texts() {
    for (String language : List.of("de", "fr")) {
      assertEquals(keys("en"), keys(language));
    }
  }

  private static List<String> keys(String language) {
    return TemplateLoader.builtIn("texts_" + language + ".properties")
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
    RenderedMail mail = render(SampleNotifications.forUser(NotificationType.REJECTION, "en", FULL));
    assertTrue(mail.text().contains("\n<b>you</b>\n"), mail.text());
    assertTrue(mail.text().contains("Not <nice>"));
    assertTrue(mail.html().contains("&lt;b&gt;you&lt;/b&gt;<br>"), mail.html());
    assertFalse(mail.html().contains("<b>you"));
    assertFalse(mail.html().contains("<nice>"));
    assertFalse(mail.html().contains("<Archer>"));
    assertEquals("[The Club] Not accepted: Lunch & more", mail.subject());
  }

  @Test
  void mail_to_a_visitor_has_no_inbox_link() {
    RenderedMail mail = render(SampleNotifications.forVisitor(NotificationType.REPLY, FULL));
    assertTrue(
        mail.text().startsWith("Hello,\n\nAlice <Archer> has replied to your message.\n"),
        mail.text());
    assertFalse(mail.text().contains("#/conversations/"));
    assertFalse(mail.html().contains("#/conversations/"));
  }

  @Test
  void mail_links_to_the_conversation_and_to_unsubscribe() {
    RenderedMail mail = render(SampleNotifications.forUser(NotificationType.BROADCAST, "en", FULL));
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
  void closest_language_is_used(String wanted, String used) {
    assertEquals(used, renderer(Map.of()).forLanguage(wanted).locale().toLanguageTag());
  }

  @Test
  void installation_can_add_a_language_and_replace_texts_and_templates() {
    TemplateRenderer customised =
        renderer(
            Map.of(
                "texts_it.properties", "greeting=Ciao {{recipient.displayName}},",
                "texts_de.properties", "message.intro=Post von {{message.senderName}}!",
                "notice_de.txt", "Kurz: {{message.subject}}"));
    Notification italian = SampleNotifications.forUser(NotificationType.MESSAGE, "it", FULL);
    assertTrue(render(customised, SITE, italian).text().startsWith("Ciao Bob Brewer,"));
    assertTrue(
        render(customised, SITE, italian).text().contains("has sent you a message"),
        "missing texts are English");
    Notification german = SampleNotifications.forUser(NotificationType.MESSAGE, "de", FULL);
    assertTrue(render(customised, SITE, german).text().contains("Post von Alice <Archer>!"));
    assertTrue(
        render(customised, SITE, german).text().contains("Guten Tag"),
        "other texts are not replaced");
    Notification notice = SampleNotifications.forUser(NotificationType.NOTICE, "de-AT", FULL);
    assertEquals("Kurz: Lunch & more", render(customised, SITE, notice).text());
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
  void error_names_the_template_and_other_templates_render(String broken) {
    TemplateRenderer customised = renderer(Map.of("notice.txt", "First\n" + broken));
    DeliveryFailedException error =
        assertThrows(
            DeliveryFailedException.class,
            () ->
                render(
                    customised,
                    SITE,
                    SampleNotifications.forUser(NotificationType.NOTICE, "en", FULL)));
    assertTrue(error.getMessage().startsWith("Te"), error.getMessage());
    assertTrue(
        error.getMessage().contains("notice.txt") || error.getMessage().contains("missing"),
        error.getMessage());
    assertFalse(
        render(customised, SITE, SampleNotifications.forUser(NotificationType.REPLY, "en", FULL))
            .text()
            .isEmpty());
  }

  @Test
  void message_content_is_not_interpreted_as_a_template() {
    MessageSnapshot templateLikeMessage =
        SampleNotifications.message("{{site.name}}", "{{> foot.html}}", "{{recipient.name}}", null);
    RenderedMail mail =
        render(SampleNotifications.forUser(NotificationType.MESSAGE, "en", templateLikeMessage));
    assertTrue(mail.subject().contains("{{> foot.html}}"));
    assertTrue(mail.text().contains("{{recipient.name}}"));
    assertTrue(mail.text().contains("{{site.name}} has sent"));
  }

  @Test
  void long_body_is_truncated_for_users_but_not_for_visitors() {
    MessageSnapshot longMessage =
        SampleNotifications.message("Alice", "Book", "\ud83d\ude00".repeat(2001) + "end", null);
    String cut =
        render(SampleNotifications.forUser(NotificationType.MESSAGE, "en", longMessage)).text();
    assertTrue(cut.contains("\ud83d\ude00".repeat(2000) + "…"));
    assertTrue(
        render(SampleNotifications.forVisitor(NotificationType.MESSAGE, longMessage))
            .text()
            .contains("end"));
  }

  @Test
  void digest_lists_all_messages() {
    TemplateRenderer templates = renderer(Map.of());
    for (String tag : List.of("en", "de", "fr")) {
      LocalizedTemplates localized = templates.forLanguage(tag);
      RenderedMail mail =
          templates.render(
              TemplateNames.DIGEST,
              localized,
              new TemplateModel(SITE, LEVELS)
                  .of(
                      List.of(
                          SampleNotifications.forUser(NotificationType.MESSAGE, tag, FULL),
                          SampleNotifications.forUser(NotificationType.REJECTION, tag, FULL),
                          SampleNotifications.forUser(NotificationType.NOTICE, tag, EMPTY)),
                      Optional.of(URI.create("https://club.example.org/u")),
                      localized.locale()));
      assertTrue(mail.text().contains(": https://club.example.org/u\n"), mail.text());
      assertTrue(mail.html().contains("<a href=\"https://club.example.org/u\""), mail.html());
      assertTrue(mail.subject().contains("3 "), mail.subject());
      assertTrue(mail.text().contains("* Alice <Archer>: Lunch & more\n"), mail.text());
      assertTrue(mail.text().contains("Not <nice>)"), mail.text());
      assertTrue(mail.html().contains("Lunch &amp; more"), mail.html());
    }
  }
}
