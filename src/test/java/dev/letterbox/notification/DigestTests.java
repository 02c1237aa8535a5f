package dev.letterbox.notification;

import static dev.letterbox.testing.support.recording.ReceivedMails.html;
import static dev.letterbox.testing.support.recording.ReceivedMails.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.outbox.worker.DeliveryLog;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.PreferenceServices;
import dev.letterbox.testing.support.SqlRunner;
import dev.letterbox.testing.support.recording.ReceivedMails;
import dev.letterbox.testing.support.recording.RecordedLog;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Digests: one e-mail an hour or a day instead of one for each message. */
class DigestTests extends InServerTestBase implements OutboxServices, PreferenceServices {

  private String userWithDigest(String prefix, DigestFrequency digest) {
    String name = users().createWithEmail(prefix, null);
    preferences().change(PreferenceChange.of(name).digest(digest));
    return name;
  }

  private void write(String sender, String recipient, String subject) {
    messages().write(NewMessage.from(sender).to(recipient).subject(subject).body("Text"));
  }

  private void awaitBuffered(String user, int number) {
    awaitOutbox()
        .until(
            () ->
                tables()
                        .selectNumber(
                            "select count(*) from lb_notification"
                                + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'",
                            user)
                    == number);
  }

  /** Makes the digest of a user due now. */
  private void makeDue(String user) {
    sql()
        .update(
            "update lb_notification set next_attempt_at = ?"
                + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'",
            Instant.EPOCH,
            user);
    pollOutbox();
  }

  /** When the buffered notifications of a user are due. */
  private List<Instant> dueTimes(String user) {
    return sql()
        .query(
            "select next_attempt_at from lb_notification"
                + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'",
            row -> SqlRunner.instant(row, "next_attempt_at"),
            user);
  }

  private boolean isOutboxEmptyFor(String user) {
    return tables().selectNumber("select count(*) from lb_notification where recipient = ?", user)
        == 0;
  }

  @Test
  void digest_contains_messages_and_broadcasts() throws Exception {
    String alice = users().create("alice");
    String bob = userWithDigest("bob", DigestFrequency.HOUR);
    String carol = users().createWithEmail("carol", null);
    String address = bob + "@example.org";
    write(alice, bob, "First & <best>");
    messages().broadcast(Broadcast.from(alice).to(List.of(bob, carol)).subject("To all"));
    awaitBuffered(bob, 2);
    assertEquals(
        2,
        tables()
            .selectNumber(
                "select count(*) from lb_notification"
                    + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'"
                    + " and first_due_at = next_attempt_at",
                bob),
        "the maximum age counts from the due time");
    ReceivedMails.awaitOne(carol + "@example.org");
    assertEquals(List.of(), ReceivedMails.mailsTo(address));

    List<Long> recordIds =
        sql()
            .query(
                "select id from lb_notification where recipient = ?", row -> row.getLong(1), bob);
    MimeMessage mail;
    try (RecordedLog log = new RecordedLog(DeliveryLog.class)) {
      makeDue(bob);
      mail = ReceivedMails.awaitOne(address);
      awaitOutbox().until(() -> isOutboxEmptyFor(bob));
      for (long id : recordIds) {
        String logged = "FINE Delivered .*: record " + id + " of channel email .*";
        assertEquals(1, log.lines().stream().filter(line -> line.matches(logged)).count());
      }
    }
    assertEquals("[Letterbox] 2 messages", mail.getSubject());
    assertTrue(mail.getMessageID().startsWith("<digest-"), mail.getMessageID());
    String text = text(mail);
    assertTrue(
        text.indexOf(alice + ": To all") < text.indexOf(alice + ": First & <best>"),
        "newest first: " + text);
    assertTrue(html(mail).contains("First &amp; &lt;best&gt;"), html(mail));
    assertEquals(1, ReceivedMails.mailsTo(address).size());
  }

  @Test
  void hourly_digest_is_due_at_the_full_hour_and_daily_digest_at_the_configured_time() {
    Instant hour = Instant.parse("2026-03-01T05:00:00Z");
    Instant day = Instant.parse("2026-03-01T07:30:00Z");
    settings().set(NotificationSetting.DIGEST_TIME, LocalTime.of(7, 30));
    clock().set(hour.minusSeconds(1200));
    try {
      String alice = users().create("alice");
      String bob = userWithDigest("bob", DigestFrequency.HOUR);
      String dora = userWithDigest("dora", DigestFrequency.DAY);
      write(alice, bob, "Within the hour");
      write(alice, dora, "Within the day");
      awaitBuffered(bob, 1);
      awaitBuffered(dora, 1);
      assertEquals(List.of(hour), dueTimes(bob));
      assertEquals(List.of(day), dueTimes(dora));
      clock().set(hour.minusSeconds(1));
      assertTrueAfterPoll(
          () -> dueTimes(bob).size() == 1 && ReceivedMails.mailsTo(bob + "@example.org").isEmpty());
      clock().set(hour);
      pollOutbox();
      ReceivedMails.awaitOne(bob + "@example.org");
      clock().set(day.minusSeconds(1));
      assertTrueAfterPoll(
          () ->
              dueTimes(dora).size() == 1 && ReceivedMails.mailsTo(dora + "@example.org").isEmpty());
      clock().set(day);
      pollOutbox();
      ReceivedMails.awaitOne(dora + "@example.org");
      awaitOutbox().until(() -> isOutboxEmptyFor(bob) && isOutboxEmptyFor(dora));
    } finally {
      clock().reset();
      settings().reset();
    }
  }

  @Test
  void one_click_unsubscribe_of_a_digest_turns_off_its_types() throws Exception {
    String alice = users().create("alice");
    String bob = userWithDigest("bob", DigestFrequency.HOUR);
    settings().set(Setting.SITE_URL, "https://club.example.org/letterbox/");
    try {
      write(alice, bob, "One");
      messages().broadcast(Broadcast.from(alice).to(List.of(bob)).subject("To all"));
      awaitBuffered(bob, 2);
      makeDue(bob);
      MimeMessage mail = ReceivedMails.awaitOne(bob + "@example.org");
      assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
      assertEquals("bulk", mail.getHeader("Precedence", null));
      String link = mail.getHeader("List-Unsubscribe", null).replaceAll("[<>\\s]", "");
      assertTrue(text(mail).contains("Unsubscribe from these e-mails: " + link), text(mail));
      assertTrue(html(mail).contains("<a href=\"" + link.replace("=", "&#x3D;")), html(mail));
      assertEquals(
          new Unsubscription(
              bob, Set.of(NotificationType.MESSAGE, NotificationType.BROADCAST), "email"),
          preferences().unsubscribe(link.substring(link.indexOf('=') + 1)));
    } finally {
      settings().reset();
    }
    write(alice, bob, "Two");
    awaitOutbox().until(() -> isOutboxEmptyFor(bob));
  }

  @Test
  void single_message_is_sent_as_a_normal_mail() {
    String alice = users().create("alice");
    String bob = userWithDigest("bob", DigestFrequency.DAY);
    write(alice, bob, "Alone");
    awaitBuffered(bob, 1);
    makeDue(bob);
    assertTrue(
        text(ReceivedMails.awaitOne(bob + "@example.org")).contains("has sent you a message."));
    awaitOutbox().until(() -> isOutboxEmptyFor(bob));
  }

  @Test
  void withdrawn_message_is_not_in_the_digest() throws Exception {
    String alice = users().create("alice");
    String bob = userWithDigest("bob", DigestFrequency.HOUR);
    for (String subject : List.of("One", "Two")) {
      write(alice, bob, subject);
    }
    long withdrawnId =
        messages().write(NewMessage.from(alice).to(bob).subject("Sorry")).get(0).id();
    awaitBuffered(bob, 3);
    messages().withdraw(withdrawnId);
    makeDue(bob);
    MimeMessage mail = ReceivedMails.awaitOne(bob + "@example.org");
    assertEquals("[Letterbox] 2 messages", mail.getSubject());
    assertFalse(text(mail).contains("Sorry"));
    awaitOutbox().until(() -> isOutboxEmptyFor(bob));
  }

  @Test
  void suspended_message_waits_while_the_rest_of_the_digest_is_sent() throws Exception {
    String alice = users().create("alice");
    String bob = userWithDigest("bob", DigestFrequency.HOUR);
    String mona = users().create("mona");
    long suspendedId = writePending(NewMessage.from(alice).to(bob).subject("Doubtful"));
    moderation().accept(mona, suspendedId);
    write(alice, bob, "One");
    write(alice, bob, "Two");
    awaitBuffered(bob, 3);
    moderation().takeBack(mona, suspendedId);
    makeDue(bob);
    MimeMessage mail = ReceivedMails.awaitOne(bob + "@example.org");
    assertEquals("[Letterbox] 2 messages", mail.getSubject());
    assertFalse(text(mail).contains("Doubtful"));
    awaitOutbox()
        .until(() -> dueTimes(bob).size() == 1 && dueTimes(bob).get(0).isAfter(Instant.EPOCH));
    moderation().accept(mona, suspendedId);
    makeDue(bob);
    MimeMessage late = ReceivedMails.await(bob + "@example.org", 2).get(1);
    assertTrue(late.getSubject().contains("Doubtful"), late.getSubject());
    awaitOutbox().until(() -> isOutboxEmptyFor(bob));
  }

  @Test
  void digest_that_can_not_be_sent_is_dead_with_its_error() {
    String alice = users().create("alice");
    String bob = userWithDigest("bob", DigestFrequency.HOUR);
    sql().update("update lb_account set email = 'nowhere' where name = ?", bob);
    write(alice, bob, "One");
    write(alice, bob, "Two");
    awaitBuffered(bob, 2);
    makeDue(bob);
    awaitOutbox()
        .until(
            () ->
                tables()
                        .selectNumber(
                            "select count(*) from lb_notification"
                                + " where recipient = ? and state = 'DEAD' and last_error is not"
                                + " null",
                            bob)
                    == 2);
  }
}
