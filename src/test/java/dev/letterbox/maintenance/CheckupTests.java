package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CheckupReport.Finding;
import dev.letterbox.api.maintenance.Inconsistency;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SqlRunner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of finding, on rows that are changed to be inconsistent. */
class CheckupTests extends InServerTestBase {

  /** Removes the inconsistent rows, which other tests would find. */
  @AfterEach
  void removeInvalidRows() {
    if (!isInServer()) {
      return;
    }
    sql()
        .update("update lb_message set parent_id = null, thread_id = id where subject = 'Checkup'");
    for (String table : List.of("lb_delivery", "lb_message_tag")) {
      sql()
          .update(
              "delete from "
                  + table
                  + " where message_id in (select id from lb_message where subject = 'Checkup')");
    }
    sql().update("delete from lb_message where subject = 'Checkup'");
    sql().update("delete from lb_mailbox where owner like 'checked-%'");
  }

  private long write() {
    String alice = users().create("checked-alice");
    String bob = users().create("checked-bob");
    return messages()
        .write(NewMessage.from(alice).to(bob).subject("Checkup").notifyRecipients(false))
        .get(0)
        .id();
  }

  private void updateMessage(long id, String change) {
    sql().update("update lb_message set " + change + " where id = ?", id);
  }

  private void updateDelivery(long id, String change) {
    sql().update("update lb_delivery set " + change + " where message_id = ?", id);
  }

  /** Kinds of the findings about this message. */
  private Set<Inconsistency> kindsFoundFor(long id) {
    return maintenance().checkUp().findings().stream()
        .filter(finding -> finding.examples().stream().anyMatch(text -> isAbout(text, id)))
        .map(Finding::kind)
        .collect(Collectors.toSet());
  }

  private static boolean isAbout(String example, long id) {
    return (example + " ").startsWith("message " + id + " ");
  }

  /** Other tests leave more reply times without a reply than a finding lists. */
  private void clearReplyTimes() {
    sql().update("update lb_delivery set replied_at = null where replied_at is not null");
  }

  /** The finding about messages that were read before they were sent; other tests set the clock. */
  private Optional<Finding> readBeforeSentFinding() {
    return maintenance().checkUp().findings().stream()
        .filter(each -> each.kind() == Inconsistency.READ_BEFORE_SENT)
        .findFirst();
  }

  /** A second before a message was sent. */
  private void setBeforeSent(long id, String column) {
    String table = column.startsWith("sender") ? "lb_message" : "lb_delivery";
    String key = column.startsWith("sender") ? "id" : "message_id";
    Instant sentAt =
        sql()
            .query(
                "select sent_at from lb_message where id = ?",
                row -> SqlRunner.instant(row, "sent_at"),
                id)
            .get(0);
    sql()
        .update(
            "update " + table + " set " + column + " = ? where " + key + " = ?",
            sentAt.minusSeconds(1),
            id);
  }

  @Test
  void valid_messages_of_every_kind_are_not_reported() {
    long written = write();
    String alice = users().create("checked-alice");
    long notice = messages().sendNotice(Notice.info("Hello").to(alice)).messageId().getAsLong();
    long broadcast =
        messages()
            .broadcast(Broadcast.from("office").to(List.of(alice)).subject("Checkup"))
            .messageId()
            .getAsLong();
    long fromVisitor = write();
    updateMessage(
        fromVisitor, "sender = null, visitor_email = 'v@example.org', sender_deleted_at = sent_at");
    long toVisitor = write();
    updateDelivery(toVisitor, "deleted_at = null");
    sql().update("delete from lb_delivery where message_id = ?", toVisitor);
    updateMessage(toVisitor, "recipient = null, visitor_email = 'v@example.org'");
    for (long id : List.of(written, notice, broadcast, fromVisitor, toVisitor)) {
      assertEquals(Set.of(), kindsFoundFor(id));
    }
  }

  @Test
  void message_without_participants_is_found() {
    long id = write();
    sql().update("delete from lb_delivery where message_id = ?", id);
    updateMessage(id, "sender = null, recipient = null");
    assertEquals(Set.of(Inconsistency.NO_PARTICIPANTS), kindsFoundFor(id));
    updateMessage(id, "kind = 'NOTICE'");
    assertEquals(Set.of(), kindsFoundFor(id));
  }

  @Test
  void superfluous_visitor_address_is_found() {
    long id = write();
    updateMessage(id, "visitor_email = 'v@example.org'");
    assertEquals(Set.of(Inconsistency.UNEXPECTED_VISITOR_ADDRESS), kindsFoundFor(id));
  }

  @Test
  void missing_visitor_address_is_found() {
    long id = write();
    updateMessage(id, "sender = null");
    assertEquals(Set.of(Inconsistency.MISSING_VISITOR_ADDRESS), kindsFoundFor(id));
  }

  @Test
  void message_read_or_deleted_before_it_was_sent_is_found() {
    long read = write();
    setBeforeSent(read, "read_at");
    assertEquals(Set.of(Inconsistency.READ_BEFORE_SENT), kindsFoundFor(read));
    long bySender = write();
    setBeforeSent(bySender, "sender_deleted_at");
    assertEquals(Set.of(Inconsistency.DELETED_BEFORE_SENT), kindsFoundFor(bySender));
    long byRecipient = write();
    setBeforeSent(byRecipient, "deleted_at");
    assertEquals(Set.of(Inconsistency.DELETED_BEFORE_SENT), kindsFoundFor(byRecipient));
  }

  /** A message and a consistent reply to it. */
  private long writeRepliedMessage() {
    long root = write();
    long reply = write();
    updateMessage(reply, "parent_id = " + root + ", thread_id = " + root);
    updateMessage(
        reply,
        "sender = (select d.recipient from lb_delivery d where d.message_id = " + root + ")");
    updateDelivery(reply, "thread_id = " + root + ", single_message = true");
    return root;
  }

  @Test
  void wrong_reply_time_is_found() {
    clearReplyTimes();
    long root = writeRepliedMessage();
    setBeforeSent(root, "replied_at");
    setBeforeSent(root, "read_at");
    assertEquals(
        Set.of(Inconsistency.REPLIED_BEFORE_SENT, Inconsistency.READ_BEFORE_SENT),
        kindsFoundFor(root));
    updateDelivery(root, "read_at = null");
    assertEquals(
        Set.of(Inconsistency.REPLIED_BEFORE_SENT, Inconsistency.REPLIED_BUT_UNREAD),
        kindsFoundFor(root));
    updateDelivery(root, "read_at = (select sent_at from lb_message where id = " + root + ")");
    assertEquals(
        Set.of(Inconsistency.REPLIED_BEFORE_SENT, Inconsistency.REPLIED_BEFORE_READ),
        kindsFoundFor(root));
  }

  @Test
  void unread_message_with_a_reply_is_unusual() {
    clearReplyTimes();
    long root = writeRepliedMessage();
    updateDelivery(root, "replied_at = (select sent_at from lb_message where id = " + root + ")");
    assertEquals(Set.of(Inconsistency.REPLIED_BUT_UNREAD), kindsFoundFor(root));
    assertTrue(Inconsistency.REPLIED_BUT_UNREAD.isUnusual());
    assertFalse(Inconsistency.READ_BEFORE_SENT.isUnusual());
  }

  @Test
  void reply_time_without_a_reply_is_found() {
    clearReplyTimes();
    long id = write();
    String sentAtQuery = "(select sent_at from lb_message where id = " + id + ")";
    updateDelivery(id, "read_at = " + sentAtQuery + ", replied_at = " + sentAtQuery);
    assertEquals(
        Set.of(Inconsistency.REPLIED_WITHOUT_REPLY, Inconsistency.ORPHANED_REPLY),
        kindsFoundFor(id));
  }

  @Test
  void reply_outside_of_its_conversation_is_found() {
    long parent = write();
    long reply = write();
    updateMessage(reply, "parent_id = " + parent);
    assertEquals(
        Set.of(Inconsistency.ORPHANED_REPLY, Inconsistency.PARENT_IN_OTHER_THREAD),
        kindsFoundFor(reply));
    long other = write();
    updateMessage(reply, "thread_id = " + other);
    assertEquals(
        Set.of(Inconsistency.PARENT_IN_OTHER_THREAD, Inconsistency.DELIVERY_THREAD_MISMATCH),
        kindsFoundFor(reply));
    updateMessage(reply, "parent_id = null");
    assertEquals(
        Set.of(Inconsistency.ROOT_IN_OTHER_THREAD, Inconsistency.DELIVERY_THREAD_MISMATCH),
        kindsFoundFor(reply));
  }

  @Test
  void delivery_that_contradicts_the_moderation_status_is_found() {
    long id = write();
    updateMessage(id, "moderation_status = 'PENDING'");
    assertEquals(Set.of(Inconsistency.UNACCEPTED_BUT_DELIVERED), kindsFoundFor(id));
    updateMessage(id, "moderation_status = 'ACCEPTED'");
    sql().update("delete from lb_delivery where message_id = ?", id);
    assertEquals(Set.of(Inconsistency.ACCEPTED_BUT_NOT_DELIVERED), kindsFoundFor(id));
  }

  @Test
  void hundreds_of_findings_are_counted_and_some_are_listed() {
    List<String> many = users().createMany("checked-many", 150);
    long id =
        messages()
            .broadcast(Broadcast.from("office").to(many).subject("Checkup"))
            .messageId()
            .getAsLong();
    long before = readBeforeSentFinding().map(Finding::number).orElse(0L);
    setBeforeSent(id, "read_at");
    Finding finding = readBeforeSentFinding().orElseThrow();
    assertEquals(before + 150, finding.number());
    assertEquals(CheckupReport.MAX_EXAMPLES, finding.examples().size());
    assertEquals(0, finding.repaired());
  }
}
