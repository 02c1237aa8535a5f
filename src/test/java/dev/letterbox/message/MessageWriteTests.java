package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that users and applications write. */
class MessageWriteTests extends InServerTestBase {

  @Test
  void write_returns_the_created_message_which_is_accepted_at_once() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Instant now = daylightSavingGap();
    clock().set(now);
    try {
      Message written =
          messages()
              .write(NewMessage.from(alice).to(bob).subject(" Lunch? ").body("At noon."))
              .get(0);
      assertEquals(MessageKind.MESSAGE, written.kind());
      assertEquals(alice, written.sender());
      assertEquals(bob, written.recipient());
      assertEquals("Lunch?", written.subject());
      assertEquals("At noon.", written.body());
      assertEquals(Level.INFO, written.level());
      assertEquals("info", written.levelTag());
      assertEquals(written.id(), written.thread(), "a root is its own conversation");
      assertEquals(now, written.sentAt());
      assertNull(written.readAt());
      assertEquals(ModerationStatus.ACCEPTED, written.moderationStatus());
      assertEquals(written, mailboxes().get(alice, written.id()), "what its sender sees");
      assertEquals(written, mailboxes().get(bob, written.id()), "what its recipient sees");
    } finally {
      clock().reset();
    }
  }

  /**
   * A time in the hour that the test servers' zone, Europe/Berlin, skips in spring; on Derby an
   * hour later, see {@link dev.letterbox.shared.jdbc.Database}.
   */
  private Instant daylightSavingGap() {
    return Instant.parse(
        isOnDerby() ? "2026-03-29T03:30:00.123456Z" : "2026-03-29T02:30:00.123456Z");
  }

  @Test
  void write_creates_one_message_per_distinct_recipient() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String carol = users().create("carol");
    List<Message> written =
        messages().write(NewMessage.from(alice).to(carol, bob, carol).subject("To both"));
    assertEquals(List.of(carol, bob), written.stream().map(Message::recipient).toList());
    assertEquals(2, written.stream().map(Message::id).distinct().count());
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(1, mailboxes().unreadCount(carol));
    assertEquals(0, mailboxes().unreadCount(alice));
  }

  @Test
  void sender_side_is_archived_or_deleted_on_request_only() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Sides");
    Message plain = messages().write(message).get(0);
    Message archived = messages().write(message.autoArchive(true)).get(0);
    Message deleted = messages().write(message.autoDelete(true)).get(0);
    assertTrue(!plain.archived() && plain.deletedAt() == null);
    assertTrue(archived.archived() && archived.deletedAt() == null);
    assertTrue(!deleted.archived());
    assertEquals(deleted.sentAt(), deleted.deletedAt());
    assertEquals(deleted, mailboxes().get(alice, deleted.id()), "still visible to its sender");
    assertEquals(3, mailboxes().unreadCount(bob), "the deliveries are unaffected");
    assertNull(mailboxes().get(bob, deleted.id()).deletedAt());
  }

  @Test
  void bad_input_names_every_field_and_stores_nothing() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String inactive = users().createInactive("gone");
    NewMessage invalid =
        NewMessage.from(" ").to(bob, "unknown-user", inactive).subject("x".repeat(121));
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> messages().write(invalid.body("a\0b")));
    assertEquals(
        Map.of(
            "sender", List.of("May not be blank."),
            "subject", List.of("Must have at most 120 characters."),
            "body", List.of("Null characters are not allowed."),
            "recipients",
                List.of(
                    "Some usernames are unknown or no more active: unknown-user, "
                        + inactive
                        + ".")),
        error.errors());
    InvalidInputException noRecipients =
        assertThrows(
            InvalidInputException.class,
            () -> messages().write(NewMessage.from(alice).subject("No recipients")));
    assertEquals(
        Map.of("recipients", List.of("Name at least one recipient.")), noRecipients.errors());
    assertEquals(0, tables().deliveryCount(bob));
    assertEquals(0, tables().messageCount("No recipients"));
  }

  @Test
  void subject_and_body_are_stored_unchanged_in_any_language_and_length() {
    String alice = users().create("alice");
    String bob = users().create("bob-ünïcödé-\uD83D\uDCEC");
    String subject = "\uD83D\uDCEC".repeat(120);
    String body = "Zeile\r\n\t„grün“ \u05e9\u05dc\u05d5\u05dd \uD83D\uDCEC ".repeat(40_000);
    long id =
        messages().write(NewMessage.from(alice).to(bob).subject(subject).body(body)).get(0).id();
    Message read = mailboxes().get(bob, id);
    assertEquals(subject, read.subject());
    assertEquals(body, read.body());
  }

  @Test
  void large_body_for_many_recipients_is_stored_in_bounded_memory() {
    String alice = users().create("alice");
    List<String> many = users().createMany("bob", isOnDerby() ? 10 : 300);
    String body = "\u00e4".repeat(1_000_000);
    List<Message> written =
        messages().write(NewMessage.from(alice).to(many).subject("Large").body(body));
    int last = written.size() - 1;
    assertEquals(many.get(last), written.get(last).recipient());
    assertEquals(body, mailboxes().get(many.get(last), written.get(last).id()).body());
  }

  @Test
  void recipient_names_are_case_sensitive_and_not_trimmed() {
    String bob = users().create("bob");
    assertThrows(
        InvalidInputException.class,
        () ->
            messages()
                .write(NewMessage.from(bob).to(bob.toUpperCase(Locale.ROOT)).subject("Case")));
    assertThrows(
        InvalidInputException.class,
        () -> messages().write(NewMessage.from(bob).to(" " + bob).subject("Blank")));
  }

  @Test
  void statements_of_a_write_do_not_grow_with_its_recipients() throws Exception {
    String alice = users().create("alice");
    NewMessage one = NewMessage.from(alice).to(users().create("bob")).subject("Statements");
    NewMessage many = one.to(users().createMany("bob", 50));
    messages().write(one);
    int statementsForOne = StatementRecorder.capture(() -> messages().write(one)).size();
    int statementsForMany = StatementRecorder.capture(() -> messages().write(many)).size();
    assertEquals(isOnDerby() ? 7 : 2, statementsForOne, "look-ups together, changes together");
    int moreStatements = isOnDerby() ? 49 : 3; // ids; messages, deliveries and outbox in batches
    assertEquals(statementsForOne + moreStatements, statementsForMany, "fifty recipients");
  }
}
