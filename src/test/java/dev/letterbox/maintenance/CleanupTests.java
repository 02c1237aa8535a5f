package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.CleanupReport;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What everybody has deleted long enough ago goes, and nothing else. */
public interface CleanupTests extends Services {

  MaintenanceService maintenance();

  /** So long ago that messages of other tests are never meant. */
  Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

  @AfterEach
  default void releaseClockOfCleanup() {
    if (isInServer()) {
      clock().release();
    }
  }

  /** What was deleted until 30 days after {@link #LONG_AGO} minus so many days. */
  private CleanupReport cleanUpDaysLater(int days) {
    clock().set(LONG_AGO.plus(Duration.ofDays(days)));
    return maintenance().cleanUp(30);
  }

  private long write(String sender, String recipient) {
    clock().set(LONG_AGO);
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject("Cleanup").withoutNotification())
        .get(0)
        .id();
  }

  private void delete(String owner, long id, Duration later) {
    clock().set(LONG_AGO.plus(later));
    mailboxes().delete(owner, id);
  }

  private void readAndDelete(String owner, long id, Duration later) {
    clock().set(LONG_AGO.plus(later));
    mailboxes().markRead(owner, id);
    mailboxes().delete(owner, id);
  }

  private boolean isThere(long id) {
    return rows().number("select count(*) from lb_message where id = ?", id) == 1;
  }

  /** A reply as a row, delivered and with its conversation, whoever may have asked for it. */
  private long reply(String sender, String recipient, long parent) {
    long id = write(sender, recipient);
    sql()
        .update(
            "update lb_message set parent_id = ?, thread_id = ? where id = ?", parent, parent, id);
    sql()
        .update(
            "update lb_delivery set single_message = false, thread_id = ? where message_id = ?", parent, id);
    sql()
        .update(
            "insert into lb_conversation (owner, thread_id, messages, newest_id)"
                + " values (?, ?, 1, ?)",
            recipient,
            parent,
            id);
    return id;
  }

  @Test
  default void message_goes_when_both_sides_have_deleted_it_long_enough_ago() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = write(alice, bob);
    delete(alice, id, Duration.ofDays(1));
    cleanUpDaysLater(40);
    assertTrue(isThere(id), "the recipient has not deleted it");
    readAndDelete(bob, id, Duration.ofDays(2));
    cleanUpDaysLater(31);
    assertTrue(isThere(id), "29 days");
    CleanupReport report = cleanUpDaysLater(32);
    assertEquals(List.of(1L, 1L, 1L, 0L), numbers(report));
    assertEquals(LONG_AGO.plus(Duration.ofDays(2)), report.before());
    assertEquals(0, rows().deliveries(bob));
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
  }

  private static List<Long> numbers(CleanupReport report) {
    return List.of(
        report.conversations(), report.messages(), report.deliveries(), report.skipped());
  }

  @Test
  default void conversation_goes_as_a_whole_or_not_at_all() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long root = write(alice, bob);
    long reply = reply(bob, alice, root);
    delete(alice, root, Duration.ofDays(1));
    readAndDelete(bob, root, Duration.ofDays(1));
    delete(bob, reply, Duration.ofDays(1));
    cleanUpDaysLater(60);
    assertTrue(isThere(root) && isThere(reply), "alice has the reply");
    readAndDelete(alice, reply, Duration.ofDays(3));
    assertEquals(List.of(1L, 2L, 2L, 0L), numbers(cleanUpDaysLater(60)));
    assertEquals(
        0, rows().number("select count(*) from lb_conversation where thread_id = ?", root));
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
  }

  @Test
  default void notice_and_broadcast_go_when_all_recipients_have_deleted_them() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    clock().set(LONG_AGO);
    long notice =
        messages().notify(Notice.info("Hello").to(alice, bob).tags("a")).messageId().getAsLong();
    long broadcast =
        messages()
            .broadcast(Broadcast.from("office").to(List.of(alice, bob)).subject("All"))
            .messageId()
            .getAsLong();
    for (long id : List.of(notice, broadcast)) {
      readAndDelete(alice, id, Duration.ofDays(1));
    }
    cleanUpDaysLater(60);
    assertTrue(isThere(notice) && isThere(broadcast));
    for (long id : List.of(notice, broadcast)) {
      readAndDelete(bob, id, Duration.ofDays(1));
    }
    assertEquals(List.of(2L, 2L, 4L, 0L), numbers(cleanUpDaysLater(60)));
  }

  @Test
  default void rejected_message_goes_without_its_recipient_and_a_pending_one_stays() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long rejected = write(alice, bob);
    long pending = write(alice, bob);
    sql().update("delete from lb_delivery where recipient = ?", bob);
    sql().update("delete from lb_mailbox where owner = ?", bob);
    sql()
        .update(
            "update lb_message set moderation_status = 'REJECTED', moderation_date = ?"
                + " where id = ?",
            LONG_AGO.plus(Duration.ofDays(5)),
            rejected);
    sql().update("update lb_message set moderation_status = 'PENDING' where id = ?", pending);
    delete(alice, rejected, Duration.ofDays(1));
    delete(alice, pending, Duration.ofDays(1));
    cleanUpDaysLater(34);
    assertTrue(isThere(rejected), "rejected 29 days ago");
    assertEquals(List.of(1L, 1L, 0L, 0L), numbers(cleanUpDaysLater(36)));
    assertTrue(isThere(pending));
  }

  @Test
  default void withdrawn_message_that_nobody_had_read_goes_when_its_sender_deletes_it() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = write(alice, bob);
    clock().set(LONG_AGO.plus(Duration.ofDays(2)));
    messages().withdraw(id);
    delete(alice, id, Duration.ofDays(1));
    cleanUpDaysLater(31);
    assertTrue(isThere(id), "withdrawn 29 days ago");
    assertEquals(List.of(1L, 1L, 0L, 0L), numbers(cleanUpDaysLater(33)));
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
  }

  @Test
  default void messages_from_and_to_visitors_go_when_the_user_has_deleted_them() {
    String bob = users().named("bob");
    long from = write("somebody", bob);
    sql()
        .update(
            "update lb_message set sender = null, visitor_email = 'v@example.org',"
                + " sender_deleted_at = sent_at where id = ?",
            from);
    long answer = write(bob, bob);
    sql().update("delete from lb_delivery where message_id = ?", answer);
    sql()
        .update(
            "update lb_mailbox set unread = 1, total = 1, conversations = 1 where owner = ?", bob);
    sql()
        .update(
            "update lb_message set recipient = null, visitor_email = 'v@example.org' where id = ?",
            answer);
    readAndDelete(bob, from, Duration.ofDays(1));
    cleanUpDaysLater(60);
    assertTrue(!isThere(from) && isThere(answer));
    delete(bob, answer, Duration.ofDays(1));
    cleanUpDaysLater(60);
    assertTrue(!isThere(answer));
  }

  @Test
  default void what_was_told_to_thousands_goes_in_small_transactions() throws Exception {
    List<String> many = users().many("many", 2500);
    clock().set(LONG_AGO);
    long id = messages().notify(Notice.info("Hello").to(many)).messageId().getAsLong();
    sql().update("update lb_delivery set deleted_at = ? where message_id = ?", LONG_AGO, id);
    sql()
        .update(
            "update lb_mailbox set unread = 0, total = 0, conversations = 0"
                + " where owner in (select recipient from lb_delivery where message_id = ?)",
            id);
    String last = many.get(many.size() - 1);
    sql().update("update lb_delivery set deleted_at = null where recipient = ?", last);
    assertEquals(List.of(0L, 0L, 0L, 0L), numbers(cleanUpDaysLater(60)));
    sql().update("update lb_delivery set deleted_at = ? where recipient = ?", LONG_AGO, last);
    List<String> statements =
        Statements.during(
            () -> assertEquals(List.of(1L, 1L, 2500L, 0L), numbers(cleanUpDaysLater(60))));
    assertTrue(statements.size() < 40, statements.size() + " statements");
    assertTrue(!isThere(id));
  }

  @Test
  default void what_is_restored_in_this_moment_stays() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    for (int i = 0; i < 20; i++) {
      long id = write(alice, bob);
      delete(alice, id, Duration.ofDays(1));
      readAndDelete(bob, id, Duration.ofDays(1));
      clock().set(LONG_AGO.plus(Duration.ofDays(60)));
      List<Boolean> restored =
          AtOnce.all(
              List.of(
                  () -> {
                    maintenance().cleanUp(30);
                    return false;
                  },
                  () -> {
                    try {
                      mailboxes().restore(bob, id);
                      return true;
                    } catch (MessageNotFoundException e) {
                      return false;
                    }
                  }));
      assertEquals(restored.get(1), isThere(id));
    }
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
  }

  @Test
  default void impossible_number_of_days_is_refused() {
    assertThrows(InvalidInputException.class, () -> maintenance().cleanUp(-1));
    assertThrows(InvalidInputException.class, () -> maintenance().cleanUp(36_501));
  }
}
