package dev.letterbox.mail;

import static dev.letterbox.testing.Postbox.html;
import static dev.letterbox.testing.Postbox.text;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.PreferenceChange;
import dev.letterbox.api.Reply;
import dev.letterbox.api.Unsubscription;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.Postbox;
import dev.letterbox.testing.PreferenceServices;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mails that a real mail server has taken. */
public interface MailTests extends PreferenceServices {

  private static String address(String user) {
    return user + "@example.org";
  }

  private String withMail(String prefix, String language) {
    return users().withMail(prefix, language);
  }

  private String error(String channel, long message) {
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
  default void a_message_is_mailed_in_the_language_of_its_recipient() throws Exception {
    String alice = users().named("alice");
    String bob = withMail("bob", "de-AT");
    Message sent =
        messages()
            .write(
                NewMessage.from(alice)
                    .to(bob)
                    .subject("Grüße \ud83d\ude00")
                    .body("<b>Hallo</b>\n.\nTschüß"))
            .get(0);
    MimeMessage mail = Postbox.awaitOne(address(bob));
    assertEquals("[Letterbox] Grüße \ud83d\ude00", mail.getSubject());
    assertTrue(text(mail).startsWith("Guten Tag " + bob + ",\n"), text(mail));
    assertTrue(text(mail).contains("\n<b>Hallo</b>\n.\nTschüß\n"), text(mail));
    assertTrue(html(mail).contains("&lt;b&gt;Hallo&lt;/b&gt;<br>"), html(mail));
    assertTrue(mail.getMessageID().startsWith("<" + sent.id() + "-message-"), mail.getMessageID());
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
    assertNull(mail.getHeader("List-Unsubscribe"), "nobody unsubscribes from people");
    assertEquals("letterbox@letterbox", mail.getFrom()[0].toString());
  }

  @Test
  default void an_answer_says_that_it_is_one() throws Exception {
    String alice = withMail("alice", null);
    String bob = withMail("bob", "fr");
    Message first =
        messages().write(NewMessage.from(alice).to(bob).subject("Lunch").body("?")).get(0);
    assertTrue(text(Postbox.awaitOne(address(bob))).contains(alice + " vous a écrit."));
    messages().reply(Reply.to(first.id()).by(bob).body("Yes."));
    MimeMessage mail = Postbox.awaitOne(address(alice));
    assertTrue(text(mail).contains(bob + " has answered you."), text(mail));
    assertTrue(mail.getMessageID().contains("-reply-"));
  }

  @Test
  default void a_broadcast_and_a_wanted_notice_can_be_unsubscribed_with_one_click()
      throws Exception {
    String alice = users().named("alice");
    String bob = withMail("bob", null);
    preferences().change(PreferenceChange.of(bob).want(NotificationLabel.NOTICE, "email"));
    settings().set(Setting.SITE_URL, "https://club.example.org/letterbox/");
    settings().set(Setting.SITE_NAME, "The Club");
    try {
      messages().broadcast(Broadcast.from(alice).to(List.of(bob)).subject("To all"));
      MimeMessage broadcast = Postbox.await(address(bob), 1).get(0);
      assertTrue(broadcast.getSubject().startsWith("[The Club] "), broadcast.getSubject());
      messages().notify(Notice.info("Backup done").to(bob));
      MimeMessage notice = Postbox.await(address(bob), 2).get(1);
      assertEquals(NotificationLabel.BROADCAST, label(broadcast, bob));
      assertEquals(NotificationLabel.NOTICE, label(notice, bob));
      assertTrue(text(notice).contains("\nBackup done\n"), text(notice));
      assertTrue(broadcast.getMessageID().endsWith("@club.example.org>"));
    } finally {
      settings().reset();
    }
  }

  private NotificationLabel label(MimeMessage mail, String user) throws Exception {
    assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
    assertEquals("bulk", mail.getHeader("Precedence", null));
    String link = mail.getHeader("List-Unsubscribe", null).replaceAll("\\s", "");
    String start = "<https://club.example.org/letterbox/api/unsubscribe?token=";
    assertTrue(link.startsWith(start) && link.endsWith(">"), link);
    assertTrue(text(mail).contains(link.substring(1, link.length() - 1)), text(mail));
    Unsubscription unsubscription =
        preferences().unsubscription(link.substring(start.length(), link.length() - 1));
    assertEquals(user, unsubscription.user());
    assertEquals("email", unsubscription.channel());
    assertEquals(1, unsubscription.labels().size());
    return unsubscription.labels().iterator().next();
  }

  @Test
  default void a_visitor_gets_the_answer_and_a_rejection() throws Exception {
    String bob = users().named("bob");
    String ann = "ann-" + UUID.randomUUID() + "@example.org";
    long question =
        messages()
            .write(NewMessage.fromVisitor(ann).to(bob).subject("Your offer").body("Still there?"))
            .get(0)
            .id();
    messages().reply(Reply.to(question).by(bob).body("It is."));
    MimeMessage answer = Postbox.awaitOne(ann);
    assertTrue(text(answer).startsWith("Hello,\n\n" + bob + " has answered you."), text(answer));
    assertTrue(text(answer).contains("\nIt is.\n"));

    messages()
        .write(
            NewMessage.fromVisitor(ann)
                .to(bob)
                .subject("Spam")
                .moderatedBy(message -> Optional.of(Rating.reject("No spam"))));
    MimeMessage rejection = Postbox.await(ann, 2).get(1);
    assertEquals("[Letterbox] Not accepted: Spam", rejection.getSubject());
    assertTrue(text(rejection).contains("Reason: No spam"), text(rejection));
  }

  @Test
  default void who_has_no_address_gets_no_mail_and_nothing_stays_behind() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Hello")).get(0).id();
    await()
        .until(
            () ->
                rows().number("select count(*) from lb_notification where message_id = ?", id)
                    == 0);
  }

  @Test
  default void an_address_that_is_none_is_dead_at_once_and_the_next_one_gets_his_mail() {
    String alice = users().named("alice");
    String bad = withMail("bad", null);
    sql().update("update lb_account set email = ? where name = ?", "a\r\nBcc: x@y", bad);
    String bob = withMail("bob", null);
    long id =
        messages()
            .broadcast(Broadcast.from(alice).to(List.of(bad, bob)).subject("Both"))
            .messageId()
            .getAsLong();
    Postbox.awaitOne(address(bob));
    assertEquals("The e-mail address: Is not an e-mail address.", error("email", id));
    assertEquals(
        1,
        rows()
            .number(
                "select count(*) from lb_notification where message_id = ? and state = 'DEAD'",
                id));
  }

  @Test
  default void a_template_with_an_error_keeps_its_own_mails_back_and_no_others() throws Exception {
    String alice = users().named("alice");
    String cato = withMail("cato", "la");
    String bob = withMail("bob", "en");
    long id =
        messages()
            .broadcast(Broadcast.from(alice).to(List.of(cato, bob)).subject("Both"))
            .messageId()
            .getAsLong();
    Postbox.awaitOne(address(bob));
    String error = error("email", id);
    assertTrue(error.contains("broadcast.txt in la"), error);
    assertTrue(error.contains("nihil"), error);
    messages().write(NewMessage.from(alice).to(cato).subject("Alone"));
    MimeMessage mail = Postbox.awaitOne(address(cato));
    assertEquals("Salve", mail.getSubject());
    assertTrue(text(mail).contains("has written to you"), "what is not there in Latin is English");
  }

  @Test
  default void what_a_bean_decides_wrongly_is_named_and_tried_again() {
    String bob = withMail("bob", null);
    preferences().change(PreferenceChange.of(bob).want(NotificationLabel.NOTICE, "email"));
    String bean = "dev.letterbox.mail.TestCustomiser";
    assertEquals(
        bean + " gives a header that can't be added: X-View\u560d\u560aBcc",
        errorOfNotice(bob, TestCustomiser.WRONG_HEADER));
    assertEquals(
        "The sender that " + bean + " gives: Is not an e-mail address.",
        errorOfNotice(bob, TestCustomiser.WRONG_SENDER));
    assertEquals(List.of(), Postbox.mails(address(bob)));
    sql().update("delete from lb_notification where recipient = ?", bob);
  }

  private String errorOfNotice(String user, String view) {
    long id = messages().notify(Notice.info("Hello").view(view).to(user)).messageId().getAsLong();
    String error = error("email", id);
    assertEquals(
        0,
        rows()
            .number(
                "select count(*) from lb_notification where message_id = ? and state = 'DEAD'",
                id));
    return error;
  }

  @Test
  default void a_bean_decides_about_sender_and_headers() throws Exception {
    String bob = withMail("bob", null);
    preferences().change(PreferenceChange.of(bob).want(NotificationLabel.NOTICE, "email"));
    messages().notify(Notice.info("Hello").view(TestCustomiser.VIEW).to(bob));
    MimeMessage mail = Postbox.awaitOne(address(bob));
    assertEquals("office@example.org", mail.getFrom()[0].toString().replaceAll(".*<|>", ""));
    assertEquals("=?UTF-8?Q?=C3=A9_Bcc:_evil@example.org?=", mail.getHeader("X-View", null));
    assertNull(mail.getHeader("Bcc"));
    assertEquals(List.of(), Postbox.mails("evil@example.org"));
    assertFalse(text(mail).isEmpty());
  }
}
