package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestLength;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cleanup removes exactly the messages that all of their users deleted before the cutoff. */
class CleanupTests extends InServerTestBase {

  /** So long ago that no message of another test is affected. */
  private static final Instant TEST_TIME = Instant.parse("2001-02-03T04:05:06Z");

  @AfterEach
  void resetClockAfterCleanup() {
    if (isInServer()) {
      clock().reset();
    }
  }

  /** Cleans up 30 days after {@link #TEST_TIME}, messages deleted so many days before. */
  private CleanupReport cleanUpAfterDays(int days) {
    clock().set(TEST_TIME.plus(Duration.ofDays(days)));
    return maintenance().cleanUp(30);
  }

  private long write(String sender, String recipient) {
    clock().set(TEST_TIME);
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject("Cleanup").notifyRecipients(false))
        .get(0)
        .id();
  }

  private void delete(String owner, long id, Duration later) {
    clock().set(TEST_TIME.plus(later));
    mailboxes().delete(owner, id);
  }

  private void readAndDelete(String owner, long id, Duration later) {
    clock().set(TEST_TIME.plus(later));
    mailboxes().markRead(owner, id);
    mailboxes().delete(owner, id);
  }

  /** Turns a message into a delivered reply, with its conversation. */
  private long insertReply(String sender, String recipient, long parent) {
    long id = write(sender, recipient);
    sql()
        .update(
            "update lb_message set parent_id = ?, thread_id = ? where id = ?", parent, parent, id);
    sql()
        .update(
            "update lb_delivery set single_message = false, thread_id = ? where message_id = ?",
            parent,
            id);
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
  void message_is_removed_some_days_after_sender_and_recipient_deleted_it() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = write(alice, bob);
    delete(alice, id, Duration.ofDays(1));
    cleanUpAfterDays(40);
    assertTrue(tables().hasMessage(id), "the recipient has not deleted it");
    readAndDelete(bob, id, Duration.ofDays(2));
    cleanUpAfterDays(31);
    assertTrue(tables().hasMessage(id), "29 days");
    CleanupReport report = cleanUpAfterDays(32);
    assertEquals(List.of(1L, 1L, 1L, 0L), counts(report));
    assertEquals(TEST_TIME.plus(Duration.ofDays(2)), report.before());
    assertEquals(0, tables().deliveryCount(bob));
    tables().assertCountersExact(alice, bob);
  }

  private static List<Long> counts(CleanupReport report) {
    return List.of(
        report.conversations(), report.messages(), report.deliveries(), report.skipped());
  }

  @Test
  void conversation_is_removed_as_a_whole() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long root = write(alice, bob);
    long reply = insertReply(bob, alice, root);
    delete(alice, root, Duration.ofDays(1));
    readAndDelete(bob, root, Duration.ofDays(1));
    delete(bob, reply, Duration.ofDays(1));
    cleanUpAfterDays(60);
    assertTrue(tables().hasMessage(root) && tables().hasMessage(reply), "alice has the reply");
    readAndDelete(alice, reply, Duration.ofDays(3));
    assertEquals(List.of(1L, 2L, 2L, 0L), counts(cleanUpAfterDays(60)));
    assertEquals(
        0, tables().selectNumber("select count(*) from lb_conversation where thread_id = ?", root));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void notice_and_broadcast_are_removed_after_all_recipients_deleted_them() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    clock().set(TEST_TIME);
    long notice =
        messages()
            .sendNotice(Notice.info("Hello").to(alice, bob).tags("a"))
            .messageId()
            .getAsLong();
    long broadcast =
        messages()
            .broadcast(Broadcast.from("office").to(List.of(alice, bob)).subject("All"))
            .messageId()
            .getAsLong();
    for (long id : List.of(notice, broadcast)) {
      readAndDelete(alice, id, Duration.ofDays(1));
    }
    cleanUpAfterDays(60);
    assertTrue(tables().hasMessage(notice) && tables().hasMessage(broadcast));
    for (long id : List.of(notice, broadcast)) {
      readAndDelete(bob, id, Duration.ofDays(1));
    }
    assertEquals(List.of(2L, 2L, 4L, 0L), counts(cleanUpAfterDays(60)));
  }

  @Test
  void deleted_rejected_message_is_removed_and_pending_message_stays() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long rejected = write(alice, bob);
    long pending = write(alice, bob);
    sql().update("delete from lb_delivery where recipient = ?", bob);
    sql().update("delete from lb_mailbox where owner = ?", bob);
    sql()
        .update(
            "update lb_message set moderation_status = 'REJECTED', moderation_date = ?"
                + " where id = ?",
            TEST_TIME.plus(Duration.ofDays(5)),
            rejected);
    sql().update("update lb_message set moderation_status = 'PENDING' where id = ?", pending);
    delete(alice, rejected, Duration.ofDays(1));
    delete(alice, pending, Duration.ofDays(1));
    cleanUpAfterDays(34);
    assertTrue(tables().hasMessage(rejected), "rejected 29 days ago");
    assertEquals(List.of(1L, 1L, 0L, 0L), counts(cleanUpAfterDays(36)));
    assertTrue(tables().hasMessage(pending));
  }

  @Test
  void withdrawn_unread_message_is_removed_after_its_sender_deleted_it() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = write(alice, bob);
    clock().set(TEST_TIME.plus(Duration.ofDays(2)));
    messages().withdraw(id);
    delete(alice, id, Duration.ofDays(1));
    cleanUpAfterDays(31);
    assertTrue(tables().hasMessage(id), "withdrawn 29 days ago");
    assertEquals(List.of(1L, 1L, 0L, 0L), counts(cleanUpAfterDays(33)));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void messages_from_and_to_visitors_are_removed_after_the_user_deleted_them() {
    String bob = users().create("bob");
    long from = write("visitor", bob);
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
    cleanUpAfterDays(60);
    assertTrue(!tables().hasMessage(from) && tables().hasMessage(answer));
    delete(bob, answer, Duration.ofDays(1));
    cleanUpAfterDays(60);
    assertTrue(!tables().hasMessage(answer));
  }

  @Test
  void notice_to_thousands_is_removed_in_small_transactions() throws Exception {
    List<String> many = users().createMany("many", 2500);
    clock().set(TEST_TIME);
    long id = messages().sendNotice(Notice.info("Hello").to(many)).messageId().getAsLong();
    sql().update("update lb_delivery set deleted_at = ? where message_id = ?", TEST_TIME, id);
    sql()
        .update(
            "update lb_mailbox set unread = 0, total = 0, conversations = 0"
                + " where owner in (select recipient from lb_delivery where message_id = ?)",
            id);
    String last = many.get(many.size() - 1);
    sql().update("update lb_delivery set deleted_at = null where recipient = ?", last);
    assertEquals(List.of(0L, 0L, 0L, 0L), counts(cleanUpAfterDays(60)));
    sql().update("update lb_delivery set deleted_at = ? where recipient = ?", TEST_TIME, last);
    List<String> statements =
        StatementRecorder.capture(
            () -> assertEquals(List.of(1L, 1L, 2500L, 0L), counts(cleanUpAfterDays(60))));
    assertTrue(statements.size() < 40, statements.size() + " statements");
    assertTrue(!tables().hasMessage(id));
  }

  @Test
  void message_restored_during_a_cleanup_stays() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    for (int i = 0; i < TestLength.of(10, 20); i++) {
      long id = write(alice, bob);
      delete(alice, id, Duration.ofDays(1));
      readAndDelete(bob, id, Duration.ofDays(1));
      clock().set(TEST_TIME.plus(Duration.ofDays(60)));
      List<Boolean> restored =
          ConcurrentRun.all(
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
      assertEquals(restored.get(1), tables().hasMessage(id));
    }
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void invalid_number_of_days_is_rejected() {
    assertThrows(InvalidInputException.class, () -> maintenance().cleanUp(-1));
    assertThrows(InvalidInputException.class, () -> maintenance().cleanUp(36_501));
  }
}
