package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.CheckupReport;
import dev.letterbox.api.CheckupReport.Finding;
import dev.letterbox.api.Inconsistency;
import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Services;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Counters that were made wrong by hand are found, and mended while others write. */
public interface CounterCheckTests extends Services {

  MaintenanceService maintenance();

  private String reader() {
    String bob = users().named("counted-bob");
    for (int i = 0; i < 3; i++) {
      write(bob);
    }
    return bob;
  }

  private long write(String recipient) {
    return messages()
        .write(NewMessage.from("counted").to(recipient).subject("Count").withoutNotification())
        .get(0)
        .id();
  }

  /** What is said of this owner, by kind. */
  private static Map<Inconsistency, String> found(CheckupReport report, String owner) {
    Map<Inconsistency, String> found = new EnumMap<>(Inconsistency.class);
    for (Finding finding : report.findings()) {
      finding.examples().stream()
          .filter(example -> (example + ":").contains(owner + ":"))
          .forEach(example -> found.put(finding.kind(), example));
    }
    return found;
  }

  private void assertMended(String owner, Map<Inconsistency, String> wrong) {
    assertEquals(wrong, found(maintenance().checkUp(), owner), "found");
    assertEquals(wrong, found(maintenance().checkUp(), owner), "a checkup changes nothing");
    assertEquals(wrong, found(maintenance().repair(), owner), "told and mended");
    assertEquals(Map.of(), found(maintenance().checkUp(), owner), "mended");
    assertEquals(0, rows().wrongCounters(List.of(owner)));
  }

  @Test
  default void right_counters_are_right() {
    String bob = reader();
    long id = write(bob);
    mailboxes().open(bob, id);
    mailboxes().delete(bob, id);
    mailboxes().archive(bob, write(bob));
    assertEquals(Map.of(), found(maintenance().checkUp(), bob));
  }

  @Test
  default void wrong_counters_of_a_mailbox_are_found_and_mended() {
    String bob = reader();
    sql()
        .update(
            "update lb_mailbox set unread = 7, total = 1, conversations = 0 where owner = ?", bob);
    long version = rows().version(bob);
    assertMended(
        bob,
        Map.of(
            Inconsistency.UNREAD_COUNT, "mailbox of " + bob + ": 7 instead of 3",
            Inconsistency.TOTAL_COUNT, "mailbox of " + bob + ": 1 instead of 3",
            Inconsistency.CONVERSATIONS_COUNT, "mailbox of " + bob + ": 0 instead of 3"));
    assertTrue(rows().version(bob) > version, "what was shown before does not hold any more");
  }

  @Test
  default void missing_mailbox_is_found_and_made() {
    String bob = reader();
    sql().update("delete from lb_mailbox where owner = ?", bob);
    assertEquals(3, found(maintenance().checkUp(), bob).size());
    maintenance().repair();
    assertEquals(Map.of(), found(maintenance().checkUp(), bob));
    assertEquals(3, mailboxes().unreadCount(bob));
  }

  /** A root and a reply to it in the inbox of one user. */
  private long conversation(String bob) {
    long root = write(bob);
    long reply = write(bob);
    sql()
        .update(
            "update lb_message set parent_id = ?, thread_id = ? where id = ?", root, root, reply);
    sql()
        .update(
            "update lb_delivery set thread_id = ?, single_message = false where message_id in (?, ?)",
            root,
            root,
            reply);
    sql()
        .update(
            "insert into lb_conversation (owner, thread_id, messages, newest_id)"
                + " values (?, ?, 2, ?)",
            bob,
            root,
            reply);
    sql().update("update lb_mailbox set conversations = conversations - 1 where owner = ?", bob);
    assertEquals(Map.of(), found(maintenance().checkUp(), bob));
    return root;
  }

  @Test
  default void wrong_row_of_a_conversation_is_found_and_mended() {
    String bob = reader();
    long root = conversation(bob);
    sql().update("update lb_conversation set messages = 5, newest_id = null where owner = ?", bob);
    Map<Inconsistency, String> found = found(maintenance().checkUp(), bob);
    String expected =
        "conversation %d of %s: 5 messages up to null instead of 2 up to %d"
            .formatted(root, bob, root + 1);
    assertEquals(expected, found.get(Inconsistency.CONVERSATION_COUNT));
    maintenance().repair();
    assertEquals(Map.of(), found(maintenance().checkUp(), bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void missing_row_of_a_conversation_and_wrong_marks_are_found_and_mended() {
    String bob = reader();
    long root = conversation(bob);
    sql().update("delete from lb_conversation where owner = ?", bob);
    sql().update("update lb_delivery set single_message = true where message_id = ?", root);
    assertTrue(found(maintenance().checkUp(), bob).containsKey(Inconsistency.CONVERSATION_MARK));
    maintenance().repair();
    assertEquals(Map.of(), found(maintenance().checkUp(), bob));
    assertEquals(2, rows().number("select messages from lb_conversation where owner = ?", bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void deliveries_of_no_conversation_get_that_of_their_message() {
    String bob = reader();
    long root = conversation(bob);
    sql().update("update lb_delivery set thread_id = 0, single_message = true where recipient = ?", bob);
    assertTrue(found(maintenance().checkUp(), bob).containsKey(Inconsistency.CONVERSATION_MARK));
    maintenance().repair();
    assertEquals(Map.of(), found(maintenance().checkUp(), bob));
    assertEquals(
        0,
        rows()
            .number(
                "select count(*) from lb_delivery d join lb_message m on m.id = d.message_id"
                    + " where d.recipient = ? and d.thread_id <> m.thread_id",
                bob));
    assertEquals(
        2,
        rows()
            .number(
                "select messages from lb_conversation where owner = ? and thread_id = ?",
                bob,
                root));
    assertEquals(4, rows().conversations(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void repair_is_exact_while_others_write_and_finds_nothing_that_is_right()
      throws Exception {
    List<String> owners = users().many("busy", 5);
    owners.forEach(this::write);
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Long>> work = new ArrayList<>();
    for (String owner : owners) {
      work.add(
          () -> {
            for (int i = 0; i < 500 && !done.get(); i++) { // or the last checkup takes for ever
              mailboxes().open(owner, write(owner));
            }
            return 0L;
          });
    }
    work.add(
        () -> {
          try {
            long wrong = 0;
            for (int i = 0; i < 10; i++) {
              sql()
                  .update(
                      "update lb_mailbox set unread = unread + 3, total = total - 2 where owner = ?",
                      owners.get(i % 4));
              CheckupReport report = maintenance().repair();
              wrong += found(report, owners.get(4)).size();
            }
            return wrong;
          } finally {
            done.set(true);
          }
        });
    assertEquals(0, AtOnce.all(work).get(5), "nobody has made the last one wrong");
    assertEquals(0, rows().wrongCounters(owners));
  }
}
