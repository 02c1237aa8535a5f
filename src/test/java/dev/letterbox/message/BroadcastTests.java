package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Notice;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.ejb.EJBException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Broadcasts and notices. */
class BroadcastTests extends InServerTestBase {

  @Test
  void broadcast_is_one_accepted_message_archived_and_deleted_on_the_sender_side() {
    String bruno = users().create("bruno");
    List<String> recipients = users().createMany("reader", 3);
    DeliveryReport report =
        messages()
            .broadcast(
                Broadcast.from(bruno)
                    .to(recipients)
                    .subject("To all")
                    .body("Hello.")
                    .level(Level.WARNING)
                    .tags("b", "a", "b")
                    .view("demo:index"));
    assertEquals(3, report.delivered());
    long id = report.messageId().getAsLong();
    assertEquals(
        1,
        tables().selectNumber("select count(*) from lb_message where sender = ?", bruno),
        "one row for all recipients");

    Message ofSender = mailboxes().get(bruno, id);
    assertEquals(ModerationStatus.ACCEPTED, ofSender.moderationStatus());
    assertTrue(ofSender.archived());
    assertEquals(ofSender.sentAt(), ofSender.deletedAt(), "deleted when it was sent");
    assertNull(ofSender.recipient());

    for (String reader : recipients) {
      Message received = mailboxes().open(reader, id);
      assertEquals(MessageKind.BROADCAST, received.kind());
      assertEquals(List.of("a", "b"), received.tags());
      assertEquals("demo:index", received.view());
      assertEquals("warning", received.levelTag());
      assertEquals(reader, received.recipient());
    }
    tables().assertCountersExact(recipients);
  }

  @Test
  void broadcast_is_delivered_once_per_recipient_and_reports_unknown_and_inactive_users() {
    String bruno = users().create("bruno");
    String bob = users().create("bob");
    String carol = users().create("carol");
    String inactive = users().createInactive("gone");
    List<String> names =
        List.of(bob, "unknown-1", carol, bob, inactive, "unknown-1", "a\0b", inactive);
    DeliveryReport report =
        messages().broadcast(Broadcast.from(bruno).to(names.stream()).subject("Some"));
    assertEquals(2, report.delivered());
    assertEquals(
        List.of("unknown-1", ""), report.unknown(), "a name that can't be stored is unknown");
    assertEquals(List.of(inactive), report.inactive());
    assertEquals(1, tables().deliveryCount(bob));
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(0, tables().deliveryCount(inactive));
  }

  @Test
  void duplicate_in_a_later_chunk_is_delivered_once() {
    String bruno = users().create("bruno");
    List<String> recipients = users().createMany("reader", 2500);
    DeliveryReport report =
        messages()
            .broadcast(
                Broadcast.from(bruno)
                    .to(Stream.concat(recipients.stream(), recipients.stream()))
                    .subject("Twice"));
    assertEquals(2500, report.delivered());
    assertEquals(1, mailboxes().unreadCount(recipients.get(0)));
    assertEquals(1, mailboxes().unreadCount(recipients.get(2499)));
  }

  @Test
  void broadcast_without_an_active_recipient_stores_nothing() {
    String bruno = users().create("bruno");
    String inactive = users().createInactive("gone");
    DeliveryReport report =
        messages()
            .broadcast(Broadcast.from(bruno).to(List.of(inactive)).subject("No active recipient"));
    assertTrue(report.messageId().isEmpty());
    assertEquals(0, report.delivered());
    assertEquals(List.of(inactive), report.inactive());
    assertEquals(0, tables().messageCount("No active recipient"));
  }

  @Test
  void bad_broadcast_names_every_field_and_stores_nothing() {
    Broadcast bad = Broadcast.from("").subject("").tags(" ", "x".repeat(101)).view("v".repeat(256));
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> messages().broadcast(bad));
    assertEquals(
        Map.of(
            "sender", List.of("May not be blank."),
            "subject", List.of("May not be blank."),
            "tags", List.of("May not be blank.", "Must have at most 100 characters."),
            "view", List.of("Must have at most 255 characters."),
            "recipients", List.of("Name at least one recipient.")),
        error.errors());
  }

  @Test
  void notice_has_no_sender_and_shortcuts_set_the_five_levels() {
    String bob = users().create("bob");
    List<Notice> notices =
        List.of(
            Notice.debug("d"),
            Notice.info("i"),
            Notice.success("s"),
            Notice.warning("w"),
            Notice.error("e"),
            Notice.of(33, "unnamed"));
    List<Message> received =
        notices.stream()
            .map(notice -> messages().sendNotice(notice.to(bob).tags("t2").view("demo:index")))
            .map(report -> mailboxes().get(bob, report.messageId().getAsLong()))
            .toList();
    assertEquals(List.of(10, 20, 25, 30, 40, 33), received.stream().map(Message::level).toList());
    assertEquals(
        List.of("debug", "info", "success", "warning", "error", ""),
        received.stream().map(Message::levelTag).toList());
    Message first = received.get(0);
    assertEquals(MessageKind.NOTICE, first.kind());
    assertNull(first.sender());
    assertNull(first.subject());
    assertEquals("d", first.body());
    assertEquals(List.of("t2"), first.tags());
    assertEquals("demo:index", first.view());
    assertEquals(6, mailboxes().unreadCount(bob));
  }

  @Test
  void notice_without_text_or_below_the_minimum_level_is_not_stored() {
    String bob = users().create("bob");
    assertEquals(DeliveryReport.NOTHING_STORED, messages().sendNotice(Notice.info("").to(bob)));
    assertEquals(
        DeliveryReport.NOTHING_STORED, messages().sendNotice(Notice.of(-1, "below 0").to(bob)));
    assertEquals(1, messages().sendNotice(Notice.of(0, "not below").to(bob)).delivered());
    assertEquals(1, tables().deliveryCount(bob));
  }

  @Test
  void notice_is_delivered_to_several_users() {
    List<String> two = users().createMany("two", 2);
    DeliveryReport report = messages().sendNotice(Notice.info("For both").to(two));
    assertEquals(2, report.delivered());
    tables().assertCountersExact(two);
  }

  @Test
  void exception_in_the_recipient_stream_rolls_back_the_broadcast() {
    String bruno = users().create("bruno");
    List<String> recipients = users().createMany("reader", 3000);
    Broadcast broadcast =
        Broadcast.from(bruno)
            .to(
                recipients.stream()
                    .peek(
                        name -> {
                          if (name.equals(recipients.get(2500))) {
                            throw new IllegalStateException("no more names");
                          }
                        }))
            .subject("Half delivered");
    assertThrows(RuntimeException.class, () -> messages().broadcast(broadcast));
    assertEquals(0, tables().messageCount("Half delivered"));
    assertEquals(0, tables().deliveryCount(recipients.get(0)));
    assertEquals(0, tables().mailboxVersion(recipients.get(0)));
    assertStaysTrue(() -> recordedEvents().eventsOf(bruno).isEmpty());
  }

  @Test
  void database_error_rolls_back_the_broadcast() throws Exception {
    String bruno = users().create("bruno");
    List<String> recipients = users().createMany("reader", 1500);
    Broadcast broadcast = Broadcast.from(bruno).to(recipients).subject("Half counted");
    String failingStatement = isOnDerby() ? "update lb_mailbox" : "insert into lb_mailbox";
    StatementRecorder.runRefusing(
        failingStatement,
        () -> assertThrows(EJBException.class, () -> messages().broadcast(broadcast)));
    assertEquals(0, tables().messageCount("Half counted"));
    assertEquals(0, tables().deliveryCount(recipients.get(0)));
    assertEquals(0, tables().mailboxVersion(recipients.get(0)));
    assertStaysTrue(() -> recordedEvents().eventsOf(bruno).isEmpty());
    assertEquals(1500, messages().broadcast(broadcast).delivered(), "the retry succeeds");
  }
}
