package dev.letterbox.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestLength;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Erasure of a user; other users keep their messages. */
class UserErasureTests extends InServerTestBase implements ErasureFixture {

  @Test
  void other_users_keep_the_conversation_under_one_pseudonym() {
    String alice = users().createWithDemoPassword("alice");
    String bob = users().create("bob");
    long fromAlice = writeMessage(alice, bob);
    long toAlice = writeMessage(bob, alice);
    long version = tables().mailboxVersion(bob);
    ErasureReport report = maintenance().erase(alice);

    assertEquals(1, report.deliveries());
    assertEquals(2, report.renamed());
    assertEquals(0, report.removed());
    assertTrue(report.pseudonym().matches("erased-[0-9a-f-]{36}"));
    Message received = mailboxes().get(bob, fromAlice);
    assertEquals(report.pseudonym(), received.sender());
    assertEquals("From " + alice, received.body());
    assertEquals(
        report.pseudonym(),
        sql()
            .query(
                "select recipient from lb_message where id = ?", row -> row.getString(1), toAlice)
            .get(0));
    assertTrue(tables().mailboxVersion(bob) > version, "ETags of pages with the name are invalid");
    tables().assertCountersExact(alice, bob);
    for (String query :
        List.of(
            "select count(*) from lb_account where name = ?",
            "select count(*) from lb_account_role where account = ?",
            "select count(*) from lb_delivery where recipient = ?",
            "select count(*) from lb_message where sender = ?",
            "select count(*) from lb_message where recipient = ?")) {
      assertEquals(0, tables().selectNumber(query, alice), query);
    }
    assertThrows(NotFoundException.class, () -> maintenance().erase(alice));
    assertThrows(NotFoundException.class, () -> maintenance().erase(report.pseudonym()));
  }

  @Test
  void erasure_deletes_sessions_tokens_blocks_preferences_and_keys() {
    String alice = users().createWithDemoPassword("alice");
    String bob = users().create("bob");
    String session = "s-" + alice;
    Instant now = clock().now();
    sql().update("insert into lb_session values (?, ?, ?, ?)", session, alice, now, now);
    sql().update("insert into lb_api_token values (?, ?, 'l', ?, ?)", session, alice, session, now);
    sql().update("insert into lb_block values (?, ?, ?)", alice, bob, now);
    sql().update("insert into lb_block values (?, ?, ?)", bob, alice, now);
    sql().update("insert into lb_preference values (?, 'NOTICE', 'email', true)", alice);
    sql().update("insert into lb_digest_choice values (?, 'DAY')", alice);
    sql().update("insert into lb_idempotency values (?, 'k', 'f', ?, 'a')", alice, now);
    JsonObject export = exportOf(alice);
    assertEquals(bob, export.getJsonArray("blocks").getJsonObject(0).getString("user"));
    assertEquals(
        "{\"label\":\"notice\",\"channel\":\"email\",\"wanted\":true}",
        export.getJsonArray("preferences").getJsonObject(0).toString());
    assertEquals("day", export.getString("digest"));
    assertEquals(1, export.getJsonArray("tokens").size());
    assertEquals(1, export.getJsonArray("sessions").size());
    maintenance().erase(alice);
    for (String query :
        List.of(
            "select count(*) from lb_session where account = ?",
            "select count(*) from lb_api_token where account = ?",
            "select count(*) from lb_block where owner = ?",
            "select count(*) from lb_block where blocked = ?",
            "select count(*) from lb_preference where owner = ?",
            "select count(*) from lb_digest_choice where owner = ?",
            "select count(*) from lb_idempotency where owner = ?")) {
      assertEquals(0, tables().selectNumber(query, alice), query);
    }
  }

  @Test
  void erasure_deletes_messages_that_no_user_can_see() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long toSelf = writeMessage(alice, alice);
    long pending = writeMessage(alice, bob);
    sql().update("delete from lb_delivery where message_id = ?", pending);
    sql().update("update lb_message set moderation_status = 'PENDING' where id = ?", pending);
    sql().update("update lb_mailbox set unread=0, total=0, conversations=0 where owner = ?", bob);
    long fromVisitor = writeMessage(bob, alice);
    sql()
        .update(
            "update lb_message set sender = null, visitor_email = 'v@example.org' where id = ?",
            fromVisitor);
    long toErased = messages().sendNotice(Notice.info("Hello").to(alice)).messageId().getAsLong();
    long toBoth =
        messages().sendNotice(Notice.info("Hello").to(alice, bob)).messageId().getAsLong();
    long broadcast =
        messages()
            .broadcast(Broadcast.from(alice).to(List.of(alice, bob)).subject("All"))
            .messageId()
            .getAsLong();
    ErasureReport report = maintenance().erase(alice);
    for (long id : List.of(toSelf, pending, fromVisitor, toErased)) {
      assertTrue(!tables().hasMessage(id), "message " + id);
    }
    assertEquals(4, report.removed());
    assertEquals(report.pseudonym(), mailboxes().get(bob, broadcast).sender());
    assertEquals("Hello", mailboxes().get(bob, toBoth).body());
    tables().assertCountersExact(bob);
    maintenance().erase(bob);
    assertTrue(!tables().hasMessage(toBoth) && !tables().hasMessage(broadcast));
  }

  @Test
  void message_that_connects_a_conversation_stays_without_text() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String carol = users().create("carol");
    long root = writeMessage(alice, bob);
    long copy = writeMessage(bob, carol);
    sql()
        .update(
            "update lb_message set parent_id = ?, thread_id = ? where id = ?", root, root, copy);
    sql()
        .update(
            "update lb_delivery set thread_id = ?, single_message = false where message_id = ?",
            root,
            copy);
    sql().update("insert into lb_conversation values (?, ?, 1, ?)", carol, root, copy);
    maintenance().erase(alice);
    maintenance().erase(bob);
    assertTrue(tables().hasMessage(root));
    assertEquals(
        "",
        sql()
            .query("select body from lb_message where id = ?", row -> row.getString(1), root)
            .get(0));
    assertEquals("From " + bob, mailboxes().get(carol, copy).body());
    maintenance().erase(carol);
    assertTrue(!tables().hasMessage(root) && !tables().hasMessage(copy));
  }

  @Test
  void mailbox_of_an_erased_user_stays_empty_and_increases_its_version() {
    String alice = users().createWithDemoPassword("alice");
    writeMessage(users().create("bob"), alice);
    long version = tables().mailboxVersion(alice);
    maintenance().erase(alice);
    assertEquals(
        0,
        tables().storedTotal(alice)
            + tables().actualUnread(alice)
            + tables().storedConversations(alice));
    assertTrue(tables().mailboxVersion(alice) > version, "former ETags are invalid");
    assertThrows(NotFoundException.class, () -> exportOf(alice));
    assertThrows(NotFoundException.class, () -> maintenance().erase(alice));
  }

  @Test
  void one_of_two_concurrent_erasures_finds_no_user() throws Exception {
    for (int i = 0; i < TestLength.of(5, 10); i++) {
      String alice = users().createWithDemoPassword("alice");
      String guest = users().create("guest");
      writeMessage(alice, guest);
      sql().update("delete from lb_account where name = ?", guest);
      for (String name : List.of(alice, guest)) {
        Callable<Integer> erase = () -> eraseIfPresent(name);
        List<Integer> erasedCounts = ConcurrentRun.all(List.of(erase, erase));
        assertEquals(1, erasedCounts.get(0) + erasedCounts.get(1), name);
      }
    }
  }

  /** Erases a user; returns 1, or 0 if the user is unknown. */
  private int eraseIfPresent(String name) {
    try {
      maintenance().erase(name);
      return 1;
    } catch (NotFoundException e) {
      assertEquals("account " + name + ": Not found.", e.getMessage());
      return 0;
    }
  }

  @Test
  void counters_are_exact_after_writes_concurrent_with_an_erasure() throws Exception {
    for (int i = 0; i < TestLength.of(10, 20); i++) {
      String alice = users().createWithDemoPassword("alice");
      String bob = users().create("bob");
      writeMessage(bob, alice);
      writeMessage(alice, bob);
      ConcurrentRun.all(
          List.of(
              () -> (long) eraseIfPresent(alice),
              () -> writeUnlessErased(bob, alice),
              () -> broadcastTo(bob, alice)));
      tables().assertCountersExact(alice, bob);
      assertEquals(tables().actualTotal(alice), tables().storedTotal(alice));
    }
  }

  /** Writes a message, unless the recipient is unknown by then. */
  private long writeUnlessErased(String sender, String recipient) {
    try {
      return writeMessage(sender, recipient);
    } catch (InvalidInputException e) {
      assertEquals(Set.of("recipients"), e.errors().keySet());
      return 0;
    }
  }

  private long broadcastTo(String sender, String recipient) {
    messages().broadcast(Broadcast.from(sender).to(List.of(recipient)).subject("All"));
    return 0;
  }

  @Test
  void user_without_an_account_is_exported_and_erased() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    writeMessage(alice, bob);
    sql().update("delete from lb_account where name = ?", alice);
    assertTrue(exportOf(alice).isNull("account"));
    assertEquals(1, maintenance().erase(alice).renamed());
    assertThrows(NotFoundException.class, () -> exportOf(alice));
    for (String unknownName :
        List.of("", "unknown-" + UUID.randomUUID(), "null\0character", "line\nbreak")) {
      assertThrows(NotFoundException.class, () -> exportOf(unknownName));
      assertThrows(NotFoundException.class, () -> maintenance().erase(unknownName));
    }
  }

  @Test
  void erasure_is_rolled_back_with_the_transaction_of_the_caller() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = writeMessage(alice, bob);
    transaction().begin();
    maintenance().erase(alice);
    transaction().rollback();
    assertEquals(alice, mailboxes().get(bob, id).sender());
    assertEquals(1, tables().selectNumber("select count(*) from lb_account where name = ?", alice));
  }

  @Test
  void users_of_the_same_conversations_are_erased_concurrently() throws Exception {
    for (int i = 0; i < TestLength.of(5, 10); i++) {
      List<String> names = users().createMany("leaving", 4);
      String remaining = users().create("stays");
      for (String name : names) {
        names.forEach(other -> writeMessage(name, other));
        writeMessage(name, remaining);
      }
      messages().sendNotice(Notice.info("Hello").to(names));
      List<Callable<ErasureReport>> work = new ArrayList<>();
      names.forEach(name -> work.add(() -> maintenance().erase(name)));
      work.add(
          () -> {
            mailboxes().markReadUpTo(remaining, Long.MAX_VALUE, MessageFilter.ALL);
            return null;
          });
      ConcurrentRun.all(work);
      assertEquals(4, tables().deliveryCount(remaining));
      tables().assertCountersExact(remaining);
    }
  }
}
