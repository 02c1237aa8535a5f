package dev.letterbox.mail;

import static dev.letterbox.testing.Postbox.html;
import static dev.letterbox.testing.Postbox.text;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Digest;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.PreferenceChange;
import dev.letterbox.api.Unsubscription;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Sql;
import dev.letterbox.testing.OutboxServices;
import dev.letterbox.testing.Postbox;
import dev.letterbox.testing.PreferenceServices;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One mail an hour or a day instead of one each. */
public interface DigestTests extends OutboxServices, PreferenceServices {

  private String withDigest(String prefix, Digest digest) {
    String name = users().withMail(prefix, null);
    preferences().change(PreferenceChange.of(name).digest(digest));
    return name;
  }

  private void write(String sender, String recipient, String subject) {
    messages().write(NewMessage.from(sender).to(recipient).subject(subject).body("Text"));
  }

  private void awaitGathered(String user, int number) {
    await()
        .until(
            () ->
                rows()
                        .number(
                            "select count(*) from lb_notification"
                                + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'",
                            user)
                    == number);
  }

  /** The end of the hour or the day. */
  private void timeHasCome(String user) {
    sql()
        .update(
            "update lb_notification set next_attempt_at = ?"
                + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'",
            Instant.EPOCH,
            user);
  }

  /** When what is gathered for somebody is told. */
  private List<Instant> due(String user) {
    return sql()
        .query(
            "select next_attempt_at from lb_notification"
                + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'",
            row -> Sql.instant(row, "next_attempt_at"),
            user);
  }

  private boolean nothingIsLeft(String user) {
    return rows().number("select count(*) from lb_notification where recipient = ?", user) == 0;
  }

  @Test
  default void a_digest_tells_together_what_was_written_and_broadcast() throws Exception {
    String alice = users().named("alice");
    String bob = withDigest("bob", Digest.HOUR);
    String carol = users().withMail("carol", null);
    String address = bob + "@example.org";
    write(alice, bob, "First & <best>");
    messages().broadcast(Broadcast.from(alice).to(List.of(bob, carol)).subject("To all"));
    awaitGathered(bob, 2);
    assertEquals(
        2,
        rows()
            .number(
                "select count(*) from lb_notification"
                    + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST'"
                    + " and first_due_at = next_attempt_at",
                bob),
        "its hours count from when it is due");
    Postbox.awaitOne(carol + "@example.org");
    assertEquals(List.of(), Postbox.mails(address));

    timeHasCome(bob);
    MimeMessage mail = Postbox.awaitOne(address);
    assertEquals("[Letterbox] 2 messages", mail.getSubject());
    assertTrue(mail.getMessageID().startsWith("<digest-"), mail.getMessageID());
    String text = text(mail);
    assertTrue(
        text.indexOf(alice + ": To all") < text.indexOf(alice + ": First & <best>"),
        "newest first: " + text);
    assertTrue(html(mail).contains("First &amp; &lt;best&gt;"), html(mail));
    await().until(() -> nothingIsLeft(bob));
    assertEquals(1, Postbox.mails(address).size());
  }

  @Test
  default void an_hour_ends_with_the_hour_and_a_day_at_the_time_of_the_setting() {
    Instant hour = Instant.parse("2026-03-01T05:00:00Z");
    Instant day = Instant.parse("2026-03-01T07:30:00Z");
    settings().set(NotificationSetting.DIGEST_TIME, LocalTime.of(7, 30));
    clock().set(hour.minusSeconds(1200));
    try {
      String alice = users().named("alice");
      String bob = withDigest("bob", Digest.HOUR);
      String dora = withDigest("dora", Digest.DAY);
      write(alice, bob, "Within the hour");
      write(alice, dora, "Within the day");
      awaitGathered(bob, 1);
      awaitGathered(dora, 1);
      assertEquals(List.of(hour), due(bob));
      assertEquals(List.of(day), due(dora));
      clock().set(hour.minusSeconds(1));
      outlastsASweep(() -> due(bob).size() == 1 && Postbox.mails(bob + "@example.org").isEmpty());
      clock().set(hour);
      Postbox.awaitOne(bob + "@example.org");
      clock().set(day.minusSeconds(1));
      outlastsASweep(() -> due(dora).size() == 1 && Postbox.mails(dora + "@example.org").isEmpty());
      clock().set(day);
      Postbox.awaitOne(dora + "@example.org");
      await().until(() -> nothingIsLeft(bob) && nothingIsLeft(dora));
    } finally {
      clock().release();
      settings().reset();
    }
  }

  @Test
  default void a_digest_can_be_unsubscribed_with_one_click_and_takes_away_what_it_told()
      throws Exception {
    String alice = users().named("alice");
    String bob = withDigest("bob", Digest.HOUR);
    settings().set(Setting.SITE_URL, "https://club.example.org/letterbox/");
    try {
      write(alice, bob, "One");
      messages().broadcast(Broadcast.from(alice).to(List.of(bob)).subject("To all"));
      awaitGathered(bob, 2);
      timeHasCome(bob);
      MimeMessage mail = Postbox.awaitOne(bob + "@example.org");
      assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
      assertEquals("bulk", mail.getHeader("Precedence", null));
      String link = mail.getHeader("List-Unsubscribe", null).replaceAll("[<>\\s]", "");
      assertTrue(text(mail).contains("Do not send me such mails any more: " + link), text(mail));
      assertTrue(html(mail).contains("<a href=\"" + link.replace("=", "&#x3D;")), html(mail));
      assertEquals(
          new Unsubscription(
              bob, Set.of(NotificationLabel.MESSAGE, NotificationLabel.BROADCAST), "email"),
          preferences().unsubscribe(link.substring(link.indexOf('=') + 1)));
    } finally {
      settings().reset();
    }
    write(alice, bob, "Two");
    await().until(() -> nothingIsLeft(bob));
  }

  @Test
  default void one_message_alone_comes_as_always() {
    String alice = users().named("alice");
    String bob = withDigest("bob", Digest.DAY);
    write(alice, bob, "Alone");
    awaitGathered(bob, 1);
    timeHasCome(bob);
    assertTrue(text(Postbox.awaitOne(bob + "@example.org")).contains("has written to you."));
    await().until(() -> nothingIsLeft(bob));
  }

  @Test
  default void what_was_withdrawn_meanwhile_is_not_in_the_digest() throws Exception {
    String alice = users().named("alice");
    String bob = withDigest("bob", Digest.HOUR);
    for (String subject : List.of("One", "Two")) {
      write(alice, bob, subject);
    }
    long sorry = messages().write(NewMessage.from(alice).to(bob).subject("Sorry")).get(0).id();
    awaitGathered(bob, 3);
    messages().withdraw(sorry);
    timeHasCome(bob);
    MimeMessage mail = Postbox.awaitOne(bob + "@example.org");
    assertEquals("[Letterbox] 2 messages", mail.getSubject());
    assertFalse(text(mail).contains("Sorry"));
    await().until(() -> nothingIsLeft(bob));
  }

  @Test
  default void what_is_taken_back_waits_while_the_rest_of_the_digest_goes() throws Exception {
    String alice = users().named("alice");
    String bob = withDigest("bob", Digest.HOUR);
    String mona = users().named("mona");
    long doubtful = pending(NewMessage.from(alice).to(bob).subject("Doubtful"));
    moderation().accept(mona, doubtful);
    write(alice, bob, "One");
    write(alice, bob, "Two");
    awaitGathered(bob, 3);
    moderation().takeBack(mona, doubtful);
    timeHasCome(bob);
    MimeMessage mail = Postbox.awaitOne(bob + "@example.org");
    assertEquals("[Letterbox] 2 messages", mail.getSubject());
    assertFalse(text(mail).contains("Doubtful"));
    await().until(() -> due(bob).size() == 1 && due(bob).get(0).isAfter(Instant.EPOCH));
    moderation().accept(mona, doubtful);
    timeHasCome(bob);
    MimeMessage late = Postbox.await(bob + "@example.org", 2).get(1);
    assertTrue(late.getSubject().contains("Doubtful"), late.getSubject());
    await().until(() -> nothingIsLeft(bob));
  }

  @Test
  default void a_digest_that_can_not_be_sent_is_dead_with_its_error() {
    String alice = users().named("alice");
    String bob = withDigest("bob", Digest.HOUR);
    sql().update("update lb_account set email = 'nowhere' where name = ?", bob);
    write(alice, bob, "One");
    write(alice, bob, "Two");
    awaitGathered(bob, 2);
    timeHasCome(bob);
    await()
        .until(
            () ->
                rows()
                        .number(
                            "select count(*) from lb_notification"
                                + " where recipient = ? and state = 'DEAD' and last_error is not"
                                + " null",
                            bob)
                    == 2);
  }
}
