package dev.letterbox.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.mail.TemplateRenderer.RenderedMail;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mails in their wire format, and addresses. */
class OutgoingMailTest {

  private static final MailSessionFactory SESSIONS =
      SmtpFixture.sessions(25, "", SmtpFixture.TIMEOUT);
  private static final Session ASCII = SESSIONS.createSession(false);
  private static final Session UTF8 = SESSIONS.createSession(true);
  private static final InternetAddress FROM = MailAddress.of("Letterbox", "letterbox@example.org");
  private static final InternetAddress TO = MailAddress.of("Bob", "bob@example.org");

  private static final int ROUNDS = 5_000;

  private static OutgoingMail mail(
      String id,
      InternetAddress from,
      InternetAddress to,
      String subject,
      Map<String, String> headers) {
    return new OutgoingMail(
        id + "@example.org",
        SampleNotifications.NOON,
        from,
        to,
        new RenderedMail("en", subject, "Text", "<p>HTML"),
        headers);
  }

  private static byte[] bytes(OutgoingMail mail, Session session) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.toMimeMessage(session).writeTo(out);
    return out.toByteArray();
  }

  @Test
  void no_text_escapes_its_header() throws Exception {
    Set<String> expected =
        MaliciousTexts.parseHeaderNames(
            bytes(mail("1", FROM, TO, "s", Map.of("X-Own", "v")), ASCII));
    Random random = new Random(5);
    for (int round = 0; round < ROUNDS; round++) {
      String subject = MaliciousTexts.randomText(random);
      OutgoingMail mail =
          mail(
              "1",
              MailAddress.of(MaliciousTexts.randomText(random), "letterbox@example.org"),
              MailAddress.of(MaliciousTexts.randomText(random), "bob@example.org"),
              subject,
              Map.of("X-Own", MaliciousTexts.randomText(random)));
      byte[] bytes = bytes(mail, round % 2 == 0 ? ASCII : UTF8);
      assertEquals(expected, MaliciousTexts.parseHeaderNames(bytes), subject);
      MimeMessage read = new MimeMessage(ASCII, new ByteArrayInputStream(bytes));
      assertEquals(HeaderSanitizer.sanitize(subject), unfolded(read.getHeader("Subject", null)));
      assertEquals(1, read.getAllRecipients().length);
      assertEquals("bob@example.org", ((InternetAddress) read.getAllRecipients()[0]).getAddress());
      assertEquals("letterbox@example.org", ((InternetAddress) read.getFrom()[0]).getAddress());
    }
  }

  /** Unlike {@code MimeUtility.unfold}, treats a backslash at the end of a line as text. */
  private static String unfolded(String header) throws Exception {
    return MimeUtility.decodeText(header.replaceAll("\\r\\n(?=[ \\t])", ""));
  }

  @Test
  void letters_of_all_languages_are_preserved() throws Exception {
    String subject = "Čeština 一 Ċ \ud83d\ude00 Ünïcödé";
    byte[] bytes = bytes(mail("1", FROM, TO, subject, Map.of()), ASCII);
    MimeMessage read = new MimeMessage(ASCII, new ByteArrayInputStream(bytes));
    assertEquals(subject, read.getSubject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        "a@b\r\nBcc: c@d",
        "a\u560d\u560aBcc:c@d",
        "a@b,c",
        "<a@b>",
        "a@b\0",
        "a\0@b",
        "a@b..c",
        "a@.b",
        "a@-b.c",
        "a@b_c",
        "\ud800@b",
        "a@b\u2028",
        "a@\u560d\u560a:x",
        "a@b>c",
        "\u202ea@b",
        "a@[1.2.3.4]",
        "\"a b\"@c"
      })
  void invalid_address_is_refused_without_repeating_it(String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> MailAddress.of("x", text));
    assertTrue(error.getMessage().matches("(Is|Has|Must|Null) .*"), error.getMessage());
  }

  @Test
  void random_addresses_are_refused_or_stay_one_address() throws Exception {
    Random random = new Random(6);
    for (int round = 0; round < ROUNDS; round++) {
      String text =
          MaliciousTexts.randomText(random)
              + "@"
              + (random.nextBoolean() ? "example.org" : MaliciousTexts.randomText(random));
      InternetAddress address;
      try {
        address = MailAddress.of("", text);
      } catch (IllegalArgumentException e) {
        continue;
      }
      byte[] bytes =
          bytes(
              mail("1", FROM, address, "s", Map.of()), MailAddress.isAscii(address) ? ASCII : UTF8);
      String head = new String(bytes, UTF_8).split("\r\n\r\n", 2)[0].replaceAll("\\s+\t", " ");
      assertTrue(
          List.of(head.split("\r\n", -1)).contains("To: " + address.getAddress()), head + text);
      assertEquals(
          MaliciousTexts.parseHeaderNames(bytes(mail("1", FROM, TO, "s", Map.of()), ASCII)),
          MaliciousTexts.parseHeaderNames(bytes));
    }
  }

  @Test
  void internationalised_domain_is_sent_in_ascii_and_a_local_part_as_utf8() throws Exception {
    InternetAddress domain = MailAddress.of("", "bob@bücher.example");
    assertEquals("bob@xn--bcher-kva.example", domain.getAddress());
    assertTrue(MailAddress.isAscii(domain));

    InternetAddress local = MailAddress.of("", "kovač\u560d\u560a@bücher.example");
    OutgoingMail mail = mail("1", FROM, local, "s", Map.of());
    assertTrue(mail.needsUtf8());
    byte[] bytes = bytes(mail, UTF8);
    byte[] wanted = "To: kovač\u560d\u560a@xn--bcher-kva.example\r\n".getBytes(UTF_8);
    int at = Collections.indexOfSubList(list(bytes), list(wanted));
    assertTrue(at > 0, new String(bytes, UTF_8));
    assertArrayEquals(wanted, Arrays.copyOfRange(bytes, at, at + wanted.length));
  }

  private static List<Byte> list(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return List.of(boxed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "1@x", "1\r\nBcc: a@b", "\u560d\u560a", "1>", "é"})
  void invalid_id_is_refused(String id) {
    assertThrows(
        IllegalArgumentException.class, () -> bytes(mail(id, FROM, TO, "s", Map.of()), ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "Bcc",
        "SUBJECT",
        "Content-Type",
        "X\r\nBcc",
        "X:",
        "X\u560a",
        "To",
        "Date"
      })
  void reserved_or_invalid_header_is_refused(String name) {
    assertThrows(
        IllegalArgumentException.class,
        () -> bytes(mail("1", FROM, TO, "s", Map.of(name, "v")), ASCII));
  }

  @Test
  void headers_keep_their_order_and_the_first_of_each_name_wins_ignoring_case() throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Precedence", "bulk");
    headers.put("List-Unsubscribe", "<https://first>");
    headers.put("list-unsubscribe", "<https://second>");
    for (String name : List.of("X-Z", "X-M", "X-A", "X-Q", "x-z")) {
      headers.put(name, name);
    }
    byte[] bytes = bytes(mail("1", FROM, TO, "s", headers), ASCII);
    List<String> lines =
        new String(bytes, UTF_8)
            .lines()
            .filter(line -> line.matches("(?i)(X-|Precedence|List-).*"))
            .toList();
    assertEquals(
        List.of(
            "Precedence: bulk",
            "List-Unsubscribe: <https://first>",
            "X-Z: X-Z",
            "X-M: X-M",
            "X-A: X-A",
            "X-Q: X-Q"),
        lines);
  }

  @Test
  void mail_has_its_id_both_bodies_and_is_marked_auto_generated() throws Exception {
    byte[] bytes = bytes(mail("7-message-x", FROM, TO, "s", Map.of("Precedence", "bulk")), ASCII);
    MimeMessage read = new MimeMessage(ASCII, new ByteArrayInputStream(bytes));
    assertEquals("<7-message-x@example.org>", read.getMessageID());
    assertEquals("auto-generated", read.getHeader("Auto-Submitted", null));
    assertEquals("bulk", read.getHeader("Precedence", null));
    assertEquals("en", read.getHeader("Content-Language", null));
    assertEquals(SampleNotifications.NOON, read.getSentDate().toInstant());
    assertTrue(read.getContentType().startsWith("multipart/alternative"));
    assertEquals("Letterbox <letterbox@example.org>", read.getFrom()[0].toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The Club <club@example.org>",
        "\"The Club\" <club@example.org>",
        " The Club  <club@example.org> "
      })
  void a_sender_may_have_a_name(String text) {
    assertEquals("The Club <club@example.org>", MailAddress.parse(text).toString());
  }
}
