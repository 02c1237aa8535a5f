package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.User;
import dev.letterbox.shared.config.DefaultSettings;
import dev.letterbox.shared.config.Setting;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of a user, a setting or an extension adds a header or a recipient to an e-mail. */
class HeaderInjectionTest {

  private static final Session SESSION = Session.getInstance(new Properties());
  private static final String SUBJECT =
      "subject=[{{site.name}} {{site.title}}] {{recipient.displayName}} {{message.senderName}}"
          + " {{message.subject}} {{message.view}} {{message.tags}} {{message.reason}}"
          + " {{message.body}}\n";
  private static final TemplateRenderer TEMPLATES =
      new TemplateRenderer(
          name ->
              name.equals("texts_en.properties")
                  ? List.of(
                      new TemplateSource("test", SUBJECT),
                      TemplateLoader.builtIn(name).orElseThrow())
                  : TemplateLoader.builtIn(name).stream().toList(),
          Locale.ENGLISH);
  private static final int ROUNDS = 500;

  /** The texts that reach headers. */
  private record InjectedTexts(
      String site,
      String recipient,
      String sender,
      String senderName,
      String subject,
      String view,
      String tag,
      String reason,
      String header) {

    static InjectedTexts all(String text) {
      return new InjectedTexts(text, text, text, text, text, text, text, text, text);
    }

    static InjectedTexts random(Random random) {
      return new InjectedTexts(
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random),
          MaliciousTexts.randomText(random));
    }
  }

  private static byte[] bytes(InjectedTexts texts) throws Exception {
    MessageSnapshot message =
        new MessageSnapshot(
            7,
            5,
            MessageKind.MESSAGE,
            texts.sender(),
            texts.senderName(),
            texts.subject(),
            texts.subject() + texts.view(),
            20,
            Set.of(texts.tag()),
            texts.view(),
            SampleNotifications.NOON,
            texts.reason());
    User bob = new User("bob", texts.recipient(), "bob@example.org", true);
    Notification notification =
        new Notification("7-message-1", NotificationType.BROADCAST, bob, bob.email(), message);
    Site site = new Site(texts.site(), "https://club.example.org/");
    LocalizedTemplates localized = TEMPLATES.forLanguage("en");
    TemplateRenderer.RenderedMail rendered =
        TEMPLATES.render(
            "broadcast",
            localized,
            new TemplateModel(site, new DefaultSettings().get(Setting.LEVEL_TAGS))
                .of(notification, Optional.empty(), localized.locale()));
    OutgoingMail mail =
        new OutgoingMail(
            notification.id() + "@" + site.host(),
            SampleNotifications.NOON,
            MailAddress.of(site.name(), "letterbox@example.org"),
            MailAddress.of(bob.displayName(), notification.address()),
            rendered,
            Map.of("X-Own", texts.header(), "List-Id", texts.view()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.toMimeMessage(SESSION).writeTo(out);
    return out.toByteArray();
  }

  private static void assertHarmless(InjectedTexts texts) throws Exception {
    byte[] bytes = bytes(texts);
    assertEquals(
        MaliciousTexts.parseHeaderNames(bytes(InjectedTexts.all("x"))),
        MaliciousTexts.parseHeaderNames(bytes));
    MimeMessage read = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
    assertEquals(1, read.getAllRecipients().length);
    assertEquals("bob@example.org", ((InternetAddress) read.getAllRecipients()[0]).getAddress());
    assertEquals("letterbox@example.org", ((InternetAddress) read.getFrom()[0]).getAddress());
    assertTrue(read.getContentType().startsWith("multipart/alternative"), read.getContentType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u560d\u560aBcc: evil@example.org",
        "\u560d\u560a\u560d\u560a<script>",
        "\u010d\u010aBcc: evil@example.org",
        "\u0a0d\u0d0aBcc: evil@example.org",
        "\ud83d\ude0d\ud83d\ude0aBcc: evil@example.org",
        "\r\nBcc: evil@example.org",
        "\nBcc: evil@example.org",
        "\rBcc: evil@example.org",
        "\u2028Bcc: evil@example.org",
        "\u0085Bcc: evil@example.org",
        "=?utf-8?q?=0D=0ABcc:_evil@example.org?="
      })
  void disguised_line_break_does_not_split_a_header(String text) throws Exception {
    assertHarmless(InjectedTexts.all(text));
  }

  @Test
  void random_texts_add_no_header() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      assertHarmless(InjectedTexts.random(random));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A\u560d\u560aBcc: evil@example.org <a@example.org>",
        "A\r\nBcc: evil@example.org <a@example.org>",
        "=?utf-8?q?=0D=0ABcc:_e@x?= <a@example.org>"
      })
  void configured_sender_has_one_address(String text) throws Exception {
    InternetAddress sender = MailAddress.parse(text);
    assertEquals("a@example.org", sender.getAddress());
    assertTrue(sender.toString().matches("[ -~]+"), sender.toString());
  }
}
