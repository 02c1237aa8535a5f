package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Kind;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Notice;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.Statements;
import jakarta.ejb.EJBException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 1, broadcast and create. */
public interface TellingTests extends Services {

  @Test
  default void broadcast_is_one_message_archived_and_deleted_for_its_sender_and_accepted() {
    String bruno = users().named("bruno");
    List<String> everybody = users().many("reader", 3);
    DeliveryReport report =
        messages()
            .broadcast(
                Broadcast.from(bruno)
                    .to(everybody)
                    .subject("To all")
                    .body("Hello.")
                    .level(Level.WARNING)
                    .tags("b", "a", "b")
                    .view("demo:index"));
    assertEquals(3, report.delivered());
    long id = report.messageId().getAsLong();
    assertEquals(
        1, rows().number("select count(*) from lb_message where sender = ?", bruno), "one row");

    Message ofSender = mailboxes().get(bruno, id);
    assertEquals(ModerationStatus.ACCEPTED, ofSender.moderationStatus());
    assertTrue(ofSender.archived());
    assertEquals(ofSender.sentAt(), ofSender.deletedAt(), "not before it was sent");
    assertNull(ofSender.recipient());

    for (String reader : everybody) {
      Message received = mailboxes().open(reader, id);
      assertEquals(Kind.BROADCAST, received.kind());
      assertEquals(List.of("a", "b"), received.tags());
      assertEquals("demo:index", received.view());
      assertEquals("warning", received.levelTag());
      assertEquals(reader, received.recipient());
    }
    assertEquals(0, rows().wrongCounters(everybody));
  }

  @Test
  default void duplicates_are_told_once_and_unknown_and_inactive_users_are_reported() {
    String bruno = users().named("bruno");
    String bob = users().named("bob");
    String carol = users().named("carol");
    String gone = users().inactive("gone");
    List<String> names = List.of(bob, "nobody-1", carol, bob, gone, "nobody-1", "a\0b", gone);
    DeliveryReport report =
        messages().broadcast(Broadcast.from(bruno).to(names.stream()).subject("Some"));
    assertEquals(2, report.delivered());
    assertEquals(List.of("nobody-1", ""), report.unknown(), "what can't be a name is unknown");
    assertEquals(List.of(gone), report.inactive());
    assertEquals(1, rows().deliveries(bob));
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(0, rows().deliveries(gone));
  }

  @Test
  default void duplicates_far_apart_are_told_once() {
    String bruno = users().named("bruno");
    List<String> everybody = users().many("reader", 2500);
    DeliveryReport report =
        messages()
            .broadcast(
                Broadcast.from(bruno)
                    .to(Stream.concat(everybody.stream(), everybody.stream()))
                    .subject("Twice"));
    assertEquals(2500, report.delivered());
    assertEquals(1, mailboxes().unreadCount(everybody.get(0)));
    assertEquals(1, mailboxes().unreadCount(everybody.get(2499)));
  }

  @Test
  default void broadcast_to_nobody_who_is_there_stores_nothing() {
    String bruno = users().named("bruno");
    String gone = users().inactive("gone");
    DeliveryReport report =
        messages().broadcast(Broadcast.from(bruno).to(List.of(gone)).subject("Nobody is there"));
    assertTrue(report.messageId().isEmpty());
    assertEquals(0, report.delivered());
    assertEquals(List.of(gone), report.inactive());
    assertEquals(0, rows().messages("Nobody is there"));
  }

  @Test
  default void bad_broadcast_names_every_field_and_stores_nothing() {
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
  default void notice_has_no_sender_and_the_shortcuts_give_the_five_levels() {
    String bob = users().named("bob");
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
            .map(notice -> messages().notify(notice.to(bob).tags("t2").view("demo:index")))
            .map(report -> mailboxes().get(bob, report.messageId().getAsLong()))
            .toList();
    assertEquals(List.of(10, 20, 25, 30, 40, 33), received.stream().map(Message::level).toList());
    assertEquals(
        List.of("debug", "info", "success", "warning", "error", ""),
        received.stream().map(Message::levelTag).toList());
    Message first = received.get(0);
    assertEquals(Kind.NOTICE, first.kind());
    assertNull(first.sender());
    assertNull(first.subject());
    assertEquals("d", first.body());
    assertEquals(List.of("t2"), first.tags());
    assertEquals("demo:index", first.view());
    assertEquals(6, mailboxes().unreadCount(bob));
  }

  @Test
  default void empty_text_and_a_level_below_the_minimum_store_nothing() {
    String bob = users().named("bob");
    assertEquals(DeliveryReport.NOTHING_STORED, messages().notify(Notice.info("").to(bob)));
    assertEquals(
        DeliveryReport.NOTHING_STORED, messages().notify(Notice.of(-1, "below 0").to(bob)));
    assertEquals(1, messages().notify(Notice.of(0, "not below").to(bob)).delivered());
    assertEquals(1, rows().deliveries(bob));
  }

  @Test
  default void notice_goes_to_several_users_at_once() {
    List<String> two = users().many("two", 2);
    DeliveryReport report = messages().notify(Notice.info("For both").to(two));
    assertEquals(2, report.delivered());
    assertEquals(0, rows().wrongCounters(two));
  }

  @Test
  default void a_stream_that_fails_in_the_middle_leaves_nothing() {
    String bruno = users().named("bruno");
    List<String> everybody = users().many("reader", 3000);
    Broadcast broadcast =
        Broadcast.from(bruno)
            .to(
                everybody.stream()
                    .peek(
                        name -> {
                          if (name.equals(everybody.get(2500))) {
                            throw new IllegalStateException("no more names");
                          }
                        }))
            .subject("Half told");
    assertThrows(RuntimeException.class, () -> messages().broadcast(broadcast));
    assertEquals(0, rows().messages("Half told"));
    assertEquals(0, rows().deliveries(everybody.get(0)));
    assertEquals(0, rows().version(everybody.get(0)));
    staysTrue(() -> heard().eventsOf(bruno).isEmpty());
  }

  @Test
  default void a_database_that_fails_in_the_middle_leaves_nothing() throws Exception {
    String bruno = users().named("bruno");
    List<String> everybody = users().many("reader", 1500);
    Broadcast broadcast = Broadcast.from(bruno).to(everybody).subject("Half counted");
    String counting = onDerby() ? "update lb_mailbox" : "insert into lb_mailbox";
    Statements.refusing(
        counting, () -> assertThrows(EJBException.class, () -> messages().broadcast(broadcast)));
    assertEquals(0, rows().messages("Half counted"));
    assertEquals(0, rows().deliveries(everybody.get(0)));
    assertEquals(0, rows().version(everybody.get(0)));
    staysTrue(() -> heard().eventsOf(bruno).isEmpty());
    assertEquals(1500, messages().broadcast(broadcast).delivered(), "and the same works later");
  }
}
