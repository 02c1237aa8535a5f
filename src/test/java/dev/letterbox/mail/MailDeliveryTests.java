package dev.letterbox.mail;

import static dev.letterbox.testing.support.recording.ReceivedMails.html;
import static dev.letterbox.testing.support.recording.ReceivedMails.text;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.PreferenceServices;
import dev.letterbox.testing.support.recording.ReceivedMails;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** E-mails as a real mail server receives them. */
@Tag("once")
class MailDeliveryTests extends InServerTestBase implements PreferenceServices {

  private static String address(String user) {
    return user + "@example.org";
  }

  private String userWithAddress(String prefix, String language) {
    return users().createWithEmail(prefix, language);
  }

  private String awaitError(String channel, long message) {
    return await()
        .until(
            () ->
                sql()
                    .query(
                        "select last_error from lb_notification"
                            + " where channel = ? and message_id = ? and last_error is not null",
                        row -> row.getString("last_error"),
                        channel,
                        message),
            errors -> !errors.isEmpty())
        .get(0);
  }

  @Test
  void mail_is_in_the_language_of_the_recipient() throws Exception {
    String alice = users().create("alice");
    String bob = userWithAddress("bob", "de-AT");
    Message sent =
        messages()
            .write(
                NewMessage.from(alice)
                    .to(bob)
                    .subject("Grüße \ud83d\ude00")
                    .body("<b>Hallo</b>\n.\nTschüß"))
            .get(0);
    MimeMessage mail = ReceivedMails.awaitOne(address(bob));
    assertEquals("[Letterbox] Grüße \ud83d\ude00", mail.getSubject());
    assertTrue(text(mail).startsWith("Guten Tag " + bob + ",\n"), text(mail));
    assertTrue(text(mail).contains("\n<b>Hallo</b>\n.\nTschüß\n"), text(mail));
    assertTrue(html(mail).contains("&lt;b&gt;Hallo&lt;/b&gt;<br>"), html(mail));
    assertTrue(mail.getMessageID().startsWith("<" + sent.id() + "-message-"), mail.getMessageID());
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
    assertNull(mail.getHeader("List-Unsubscribe"), "only bulk e-mails have this header");
    assertEquals("letterbox@letterbox", mail.getFrom()[0].toString());
  }

  @Test
  void reply_mail_is_labelled_as_a_reply() throws Exception {
    String alice = userWithAddress("alice", null);
    String bob = userWithAddress("bob", "fr");
    Message first =
        messages().write(NewMessage.from(alice).to(bob).subject("Lunch").body("?")).get(0);
    assertTrue(
        text(ReceivedMails.awaitOne(address(bob))).contains(alice + " vous a envoyé un message."));
    messages().reply(Reply.to(first.id()).by(bob).body("Yes."));
    MimeMessage mail = ReceivedMails.awaitOne(address(alice));
    assertTrue(text(mail).contains(bob + " has replied to your message."), text(mail));
    assertTrue(mail.getMessageID().contains("-reply-"));
  }

  @Test
  void a_broadcast_and_an_enabled_notice_can_be_unsubscribed_with_one_click() throws Exception {
    String alice = users().create("alice");
    String bob = userWithAddress("bob", null);
    preferences().change(PreferenceChange.of(bob).enable(NotificationType.NOTICE, "email"));
    settings().set(Setting.SITE_URL, "https://club.example.org/letterbox/");
    settings().set(Setting.SITE_NAME, "The Club");
    try {
      messages().broadcast(Broadcast.from(alice).to(List.of(bob)).subject("To all"));
      MimeMessage broadcast = ReceivedMails.await(address(bob), 1).get(0);
      assertTrue(broadcast.getSubject().startsWith("[The Club] "), broadcast.getSubject());
      messages().sendNotice(Notice.info("Backup done").to(bob));
      MimeMessage notice = ReceivedMails.await(address(bob), 2).get(1);
      assertEquals(NotificationType.BROADCAST, unsubscribeLabel(broadcast, bob));
      assertEquals(NotificationType.NOTICE, unsubscribeLabel(notice, bob));
      assertTrue(text(notice).contains("\nBackup done\n"), text(notice));
      assertTrue(broadcast.getMessageID().endsWith("@club.example.org>"));
    } finally {
      settings().reset();
    }
  }

  private NotificationType unsubscribeLabel(MimeMessage mail, String user) throws Exception {
    assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
    assertEquals("bulk", mail.getHeader("Precedence", null));
    String link = mail.getHeader("List-Unsubscribe", null).replaceAll("\\s", "");
    String start = "<https://club.example.org/letterbox/api/unsubscribe?token=";
    assertTrue(link.startsWith(start) && link.endsWith(">"), link);
    assertTrue(text(mail).contains(link.substring(1, link.length() - 1)), text(mail));
    Unsubscription unsubscription =
        preferences().previewUnsubscription(link.substring(start.length(), link.length() - 1));
    assertEquals(user, unsubscription.user());
    assertEquals("email", unsubscription.channel());
    assertEquals(1, unsubscription.types().size());
    return unsubscription.types().iterator().next();
  }

  @Test
  void visitor_receives_the_reply_and_a_rejection() throws Exception {
    String bob = users().create("bob");
    String ann = "ann-" + UUID.randomUUID() + "@example.org";
    long question =
        messages()
            .write(NewMessage.fromVisitor(ann).to(bob).subject("Your offer").body("Still there?"))
            .get(0)
            .id();
    messages().reply(Reply.to(question).by(bob).body("It is."));
    MimeMessage answer = ReceivedMails.awaitOne(ann);
    assertTrue(
        text(answer).startsWith("Hello,\n\n" + bob + " has replied to your message."),
        text(answer));
    assertTrue(text(answer).contains("\nIt is.\n"));

    messages()
        .write(
            NewMessage.fromVisitor(ann)
                .to(bob)
                .subject("Spam")
                .moderatedBy(message -> Optional.of(Rating.reject("No spam"))));
    MimeMessage rejection = ReceivedMails.await(ann, 2).get(1);
    assertEquals("[Letterbox] Not accepted: Spam", rejection.getSubject());
    assertTrue(text(rejection).contains("Reason: No spam"), text(rejection));
  }

  @Test
  void recipient_without_an_address_gets_no_mail_and_no_record_remains() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Hello")).get(0).id();
    await()
        .until(
            () ->
                tables()
                        .selectNumber(
                            "select count(*) from lb_notification where message_id = ?", id)
                    == 0);
  }

  @Test
  void invalid_address_is_dead_at_once_and_the_next_recipient_gets_a_mail() {
    String alice = users().create("alice");
    String bad = userWithAddress("bad", null);
    sql().update("update lb_account set email = ? where name = ?", "a\r\nBcc: x@y", bad);
    String bob = userWithAddress("bob", null);
    long id =
        messages()
            .broadcast(Broadcast.from(alice).to(List.of(bad, bob)).subject("Both"))
            .messageId()
            .getAsLong();
    ReceivedMails.awaitOne(address(bob));
    assertEquals("The e-mail address: Is not an e-mail address.", awaitError("email", id));
    assertEquals(
        1,
        tables()
            .selectNumber(
                "select count(*) from lb_notification where message_id = ? and state = 'DEAD'",
                id));
  }

  @Test
  void template_with_an_error_blocks_only_its_own_mails() throws Exception {
    String alice = users().create("alice");
    String cato = userWithAddress("cato", "la");
    String bob = userWithAddress("bob", "en");
    long id =
        messages()
            .broadcast(Broadcast.from(alice).to(List.of(cato, bob)).subject("Both"))
            .messageId()
            .getAsLong();
    ReceivedMails.awaitOne(address(bob));
    String error = awaitError("email", id);
    assertTrue(error.contains("broadcast.txt in la"), error);
    assertTrue(error.contains("nihil"), error);
    messages().write(NewMessage.from(alice).to(cato).subject("Alone"));
    MimeMessage mail = ReceivedMails.awaitOne(address(cato));
    assertEquals("Salve", mail.getSubject());
    assertTrue(text(mail).contains("has sent you a message"), "missing texts are English");
  }

  @Test
  void invalid_result_of_a_customiser_is_reported_and_retried() {
    String bob = userWithAddress("bob", null);
    preferences().change(PreferenceChange.of(bob).enable(NotificationType.NOTICE, "email"));
    String bean = "dev.letterbox.mail.TestCustomiser";
    assertEquals(
        bean + " returned a header that can't be added: X-View\u560d\u560aBcc",
        errorOfNotice(bob, TestCustomiser.WRONG_HEADER));
    assertEquals(
        "The sender that " + bean + " returned: Is not an e-mail address.",
        errorOfNotice(bob, TestCustomiser.WRONG_SENDER));
    assertEquals(List.of(), ReceivedMails.mailsTo(address(bob)));
    sql().update("delete from lb_notification where recipient = ?", bob);
  }

  private String errorOfNotice(String user, String view) {
    long id =
        messages().sendNotice(Notice.info("Hello").view(view).to(user)).messageId().getAsLong();
    String error = awaitError("email", id);
    assertEquals(
        0,
        tables()
            .selectNumber(
                "select count(*) from lb_notification where message_id = ? and state = 'DEAD'",
                id));
    return error;
  }

  @Test
  void customiser_sets_sender_and_headers() throws Exception {
    String bob = userWithAddress("bob", null);
    preferences().change(PreferenceChange.of(bob).enable(NotificationType.NOTICE, "email"));
    messages().sendNotice(Notice.info("Hello").view(TestCustomiser.VIEW).to(bob));
    MimeMessage mail = ReceivedMails.awaitOne(address(bob));
    assertEquals("office@example.org", mail.getFrom()[0].toString().replaceAll(".*<|>", ""));
    assertEquals("=?UTF-8?Q?=C3=A9_Bcc:_evil@example.org?=", mail.getHeader("X-View", null));
    assertNull(mail.getHeader("Bcc"));
    assertEquals(List.of(), ReceivedMails.mailsTo("evil@example.org"));
    assertFalse(text(mail).isEmpty());
  }
}
