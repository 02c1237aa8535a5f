package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.CheckupReport;
import dev.letterbox.api.CheckupReport.Finding;
import dev.letterbox.api.Inconsistency;
import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.shared.Sql;
import dev.letterbox.testing.Services;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each line of the checkup, on rows that were made wrong by hand. */
public interface CheckupTests extends Services {

  MaintenanceService maintenance();

  /** Nobody else finds what these tests have made wrong. */
  @AfterEach
  default void removeWhatIsWrong() {
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
    String alice = users().named("checked-alice");
    String bob = users().named("checked-bob");
    return messages()
        .write(NewMessage.from(alice).to(bob).subject("Checkup").withoutNotification())
        .get(0)
        .id();
  }

  private void message(long id, String change) {
    sql().update("update lb_message set " + change + " where id = ?", id);
  }

  private void delivery(long id, String change) {
    sql().update("update lb_delivery set " + change + " where message_id = ?", id);
  }

  /** The kinds that are found of this message. */
  private Set<Inconsistency> found(long id) {
    return maintenance().checkUp().findings().stream()
        .filter(finding -> finding.examples().stream().anyMatch(text -> isAbout(text, id)))
        .map(Finding::kind)
        .collect(Collectors.toSet());
  }

  private static boolean isAbout(String example, long id) {
    return (example + " ").startsWith("message " + id + " ");
  }

  /** Other tests mark as unread what they have replied to, more often than there are examples. */
  private void forgetWhatIsUnusual() {
    sql()
        .update(
            "update lb_delivery set replied_at = null"
                + " where replied_at is not null and read_at is null");
  }

  /** What there is of messages that were read before they were sent; other tests set the clock. */
  private Optional<Finding> readBeforeSent() {
    return maintenance().checkUp().findings().stream()
        .filter(each -> each.kind() == Inconsistency.READ_BEFORE_SENT)
        .findFirst();
  }

  /** A second before a message was sent. */
  private void tooEarly(long id, String column) {
    String table = column.startsWith("sender") ? "lb_message" : "lb_delivery";
    String key = column.startsWith("sender") ? "id" : "message_id";
    Instant sent =
        sql()
            .query(
                "select sent_at from lb_message where id = ?",
                row -> Sql.instant(row, "sent_at"),
                id)
            .get(0);
    sql()
        .update(
            "update " + table + " set " + column + " = ? where " + key + " = ?",
            sent.minusSeconds(1),
            id);
  }

  @Test
  default void nothing_is_found_of_messages_of_every_kind() {
    long written = write();
    String alice = users().named("checked-alice");
    long notice = messages().notify(Notice.info("Hello").to(alice)).messageId().getAsLong();
    long broadcast =
        messages()
            .broadcast(Broadcast.from("office").to(List.of(alice)).subject("Checkup"))
            .messageId()
            .getAsLong();
    long fromVisitor = write();
    message(
        fromVisitor, "sender = null, visitor_email = 'v@example.org', sender_deleted_at = sent_at");
    long toVisitor = write();
    delivery(toVisitor, "deleted_at = null");
    sql().update("delete from lb_delivery where message_id = ?", toVisitor);
    message(toVisitor, "recipient = null, visitor_email = 'v@example.org'");
    for (long id : List.of(written, notice, broadcast, fromVisitor, toVisitor)) {
      assertEquals(Set.of(), found(id));
    }
  }

  @Test
  default void message_without_any_side_is_found() {
    long id = write();
    sql().update("delete from lb_delivery where message_id = ?", id);
    message(id, "sender = null, recipient = null");
    assertEquals(Set.of(Inconsistency.NO_SIDES), found(id));
    message(id, "kind = 'NOTICE'");
    assertEquals(Set.of(), found(id));
  }

  @Test
  default void address_of_a_visitor_in_excess_is_found() {
    long id = write();
    message(id, "visitor_email = 'v@example.org'");
    assertEquals(Set.of(Inconsistency.VISITOR_IN_EXCESS), found(id));
  }

  @Test
  default void missing_address_of_a_visitor_is_found() {
    long id = write();
    message(id, "sender = null");
    assertEquals(Set.of(Inconsistency.VISITOR_MISSING), found(id));
  }

  @Test
  default void what_was_read_or_deleted_before_it_was_sent_is_found() {
    long read = write();
    tooEarly(read, "read_at");
    assertEquals(Set.of(Inconsistency.READ_BEFORE_SENT), found(read));
    long bySender = write();
    tooEarly(bySender, "sender_deleted_at");
    assertEquals(Set.of(Inconsistency.DELETED_BEFORE_SENT), found(bySender));
    long byRecipient = write();
    tooEarly(byRecipient, "deleted_at");
    assertEquals(Set.of(Inconsistency.DELETED_BEFORE_SENT), found(byRecipient));
  }

  /** A message, and a reply to it that is right. */
  private long replied() {
    long root = write();
    long reply = write();
    message(reply, "parent_id = " + root + ", thread_id = " + root);
    message(
        reply,
        "sender = (select d.recipient from lb_delivery d where d.message_id = " + root + ")");
    delivery(reply, "thread_id = " + root + ", single_message = true");
    return root;
  }

  @Test
  default void what_was_replied_to_at_the_wrong_time_is_found() {
    forgetWhatIsUnusual();
    long root = replied();
    tooEarly(root, "replied_at");
    tooEarly(root, "read_at");
    assertEquals(
        Set.of(Inconsistency.REPLIED_BEFORE_SENT, Inconsistency.READ_BEFORE_SENT), found(root));
    delivery(root, "read_at = null");
    assertEquals(
        Set.of(Inconsistency.REPLIED_BEFORE_SENT, Inconsistency.REPLIED_WITHOUT_READING),
        found(root));
    delivery(root, "read_at = (select sent_at from lb_message where id = " + root + ")");
    assertEquals(
        Set.of(Inconsistency.REPLIED_BEFORE_SENT, Inconsistency.REPLIED_BEFORE_READ), found(root));
  }

  @Test
  default void marking_as_unread_what_was_replied_to_is_unusual_and_not_wrong() {
    forgetWhatIsUnusual();
    long root = replied();
    delivery(root, "replied_at = (select sent_at from lb_message where id = " + root + ")");
    assertEquals(Set.of(Inconsistency.REPLIED_WITHOUT_READING), found(root));
    assertTrue(Inconsistency.REPLIED_WITHOUT_READING.isUnusual());
    assertFalse(Inconsistency.READ_BEFORE_SENT.isUnusual());
  }

  @Test
  default void replied_to_without_a_reply_is_found() {
    long id = write();
    String sent = "(select sent_at from lb_message where id = " + id + ")";
    delivery(id, "read_at = " + sent + ", replied_at = " + sent);
    assertEquals(
        Set.of(Inconsistency.REPLIED_WITHOUT_REPLY, Inconsistency.OUTSIDE_OF_A_CONVERSATION),
        found(id));
  }

  @Test
  default void reply_in_no_conversation_or_in_another_is_found() {
    long parent = write();
    long reply = write();
    message(reply, "parent_id = " + parent);
    assertEquals(
        Set.of(Inconsistency.OUTSIDE_OF_A_CONVERSATION, Inconsistency.PARENT_ELSEWHERE),
        found(reply));
    long other = write();
    message(reply, "thread_id = " + other);
    assertEquals(
        Set.of(Inconsistency.PARENT_ELSEWHERE, Inconsistency.DELIVERY_ELSEWHERE), found(reply));
    message(reply, "parent_id = null");
    assertEquals(
        Set.of(Inconsistency.ROOT_ELSEWHERE, Inconsistency.DELIVERY_ELSEWHERE), found(reply));
  }

  @Test
  default void delivery_of_what_is_not_accepted_and_none_of_what_is_are_found() {
    long id = write();
    message(id, "moderation_status = 'PENDING'");
    assertEquals(Set.of(Inconsistency.DELIVERED_UNACCEPTED), found(id));
    message(id, "moderation_status = 'ACCEPTED'");
    sql().update("delete from lb_delivery where message_id = ?", id);
    assertEquals(Set.of(Inconsistency.NOT_DELIVERED), found(id));
  }

  @Test
  default void hundreds_of_one_kind_are_counted_and_some_are_listed() {
    List<String> many = users().many("checked-many", 150);
    long id =
        messages()
            .broadcast(Broadcast.from("office").to(many).subject("Checkup"))
            .messageId()
            .getAsLong();
    long before = readBeforeSent().map(Finding::number).orElse(0L);
    tooEarly(id, "read_at");
    Finding finding = readBeforeSent().orElseThrow();
    assertEquals(before + 150, finding.number());
    assertEquals(CheckupReport.MAX_EXAMPLES, finding.examples().size());
    assertEquals(0, finding.repaired());
  }
}
