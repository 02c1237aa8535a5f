package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CheckupReport.Finding;
import dev.letterbox.api.maintenance.Inconsistency;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Wrong counters are found, and repaired during concurrent writes. */
class CounterCheckTests extends InServerTestBase {

  private String mailboxOwner() {
    String bob = users().create("counted-bob");
    for (int i = 0; i < 3; i++) {
      write(bob);
    }
    return bob;
  }

  private long write(String recipient) {
    return messages()
        .write(NewMessage.from("counted").to(recipient).subject("Count").notifyRecipients(false))
        .get(0)
        .id();
  }

  /** Findings about this owner, by kind. */
  private static Map<Inconsistency, String> findingsOf(CheckupReport report, String owner) {
    Map<Inconsistency, String> examplesByKind = new EnumMap<>(Inconsistency.class);
    for (Finding finding : report.findings()) {
      finding.examples().stream()
          .filter(example -> (example + ":").contains(owner + ":"))
          .forEach(example -> examplesByKind.put(finding.kind(), example));
    }
    return examplesByKind;
  }

  private void assertFoundAndRepaired(String owner, Map<Inconsistency, String> expected) {
    assertEquals(expected, findingsOf(maintenance().checkUp(), owner), "found");
    assertEquals(expected, findingsOf(maintenance().checkUp(), owner), "a checkup changes nothing");
    assertEquals(expected, findingsOf(maintenance().repair(), owner), "reported and repaired");
    assertEquals(Map.of(), findingsOf(maintenance().checkUp(), owner), "repaired");
    tables().assertCountersExact(owner);
  }

  @Test
  void correct_counters_are_not_reported() {
    String bob = mailboxOwner();
    long id = write(bob);
    mailboxes().open(bob, id);
    mailboxes().delete(bob, id);
    mailboxes().archive(bob, write(bob));
    assertEquals(Map.of(), findingsOf(maintenance().checkUp(), bob));
  }

  @Test
  void wrong_counters_of_a_mailbox_are_found_and_repaired() {
    String bob = mailboxOwner();
    sql()
        .update(
            "update lb_mailbox set unread = 7, total = 1, conversations = 0 where owner = ?", bob);
    long version = tables().mailboxVersion(bob);
    assertFoundAndRepaired(
        bob,
        Map.of(
            Inconsistency.UNREAD_COUNT_MISMATCH, "mailbox of " + bob + ": 7 instead of 3",
            Inconsistency.TOTAL_COUNT_MISMATCH, "mailbox of " + bob + ": 1 instead of 3",
            Inconsistency.CONVERSATION_COUNT_MISMATCH, "mailbox of " + bob + ": 0 instead of 3"));
    assertTrue(tables().mailboxVersion(bob) > version, "former ETags are invalid");
  }

  @Test
  void missing_mailbox_is_found_and_created() {
    String bob = mailboxOwner();
    sql().update("delete from lb_mailbox where owner = ?", bob);
    assertEquals(3, findingsOf(maintenance().checkUp(), bob).size());
    maintenance().repair();
    assertEquals(Map.of(), findingsOf(maintenance().checkUp(), bob));
    assertEquals(3, mailboxes().unreadCount(bob));
  }

  /** A root and a reply to it in the inbox of one user. */
  private long createConversation(String bob) {
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
    assertEquals(Map.of(), findingsOf(maintenance().checkUp(), bob));
    return root;
  }

  @Test
  void wrong_counters_of_a_conversation_are_found_and_repaired() {
    String bob = mailboxOwner();
    long root = createConversation(bob);
    sql().update("update lb_conversation set messages = 5, newest_id = null where owner = ?", bob);
    Map<Inconsistency, String> findings = findingsOf(maintenance().checkUp(), bob);
    String expected =
        "conversation %d of %s: 5 messages up to null instead of 2 up to %d"
            .formatted(root, bob, root + 1);
    assertEquals(expected, findings.get(Inconsistency.CONVERSATION_SIZE_MISMATCH));
    maintenance().repair();
    assertEquals(Map.of(), findingsOf(maintenance().checkUp(), bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void missing_conversation_and_wrong_flags_are_found_and_repaired() {
    String bob = mailboxOwner();
    long root = createConversation(bob);
    sql().update("delete from lb_conversation where owner = ?", bob);
    sql().update("update lb_delivery set single_message = true where message_id = ?", root);
    assertTrue(
        findingsOf(maintenance().checkUp(), bob)
            .containsKey(Inconsistency.SINGLE_MESSAGE_MARK_MISMATCH));
    maintenance().repair();
    assertEquals(Map.of(), findingsOf(maintenance().checkUp(), bob));
    assertEquals(
        2, tables().selectNumber("select messages from lb_conversation where owner = ?", bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void deliveries_without_a_conversation_get_the_one_of_their_message() {
    String bob = mailboxOwner();
    long root = createConversation(bob);
    sql()
        .update(
            "update lb_delivery set thread_id = 0, single_message = true where recipient = ?", bob);
    assertTrue(
        findingsOf(maintenance().checkUp(), bob)
            .containsKey(Inconsistency.SINGLE_MESSAGE_MARK_MISMATCH));
    maintenance().repair();
    assertEquals(Map.of(), findingsOf(maintenance().checkUp(), bob));
    assertEquals(
        0,
        tables()
            .selectNumber(
                "select count(*) from lb_delivery d join lb_message m on m.id = d.message_id"
                    + " where d.recipient = ? and d.thread_id <> m.thread_id",
                bob));
    assertEquals(
        2,
        tables()
            .selectNumber(
                "select messages from lb_conversation where owner = ? and thread_id = ?",
                bob,
                root));
    assertEquals(4, tables().storedConversations(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void repair_is_exact_during_concurrent_writes() throws Exception {
    List<String> owners = users().createMany("busy", 5);
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
            long wrongCount = 0;
            for (int i = 0; i < 10; i++) {
              sql()
                  .update(
                      "update lb_mailbox set unread = unread + 3, total = total - 2 where owner = ?",
                      owners.get(i % 4));
              CheckupReport report = maintenance().repair();
              wrongCount += findingsOf(report, owners.get(4)).size();
            }
            return wrongCount;
          } finally {
            done.set(true);
          }
        });
    assertEquals(0, ConcurrentRun.all(work).get(5), "all repaired counters are right");
    tables().assertCountersExact(owners);
  }
}
