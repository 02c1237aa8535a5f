package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.ErasureReport;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.Notice;
import dev.letterbox.testing.AtOnce;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Users leave; the others keep what is theirs. */
public interface LeavingTests extends Leaving {

  private boolean isStored(long id) {
    return rows().number("select count(*) from lb_message where id = ?", id) == 1;
  }

  @Test
  default void other_side_keeps_a_readable_conversation_under_one_pseudonym() {
    String alice = users().withDemoPassword("alice");
    String bob = users().named("bob");
    long fromAlice = letter(alice, bob);
    long toAlice = letter(bob, alice);
    long version = rows().version(bob);
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
    assertTrue(rows().version(bob) > version, "a page with the name does not hold any more");
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
    for (String query :
        List.of(
            "select count(*) from lb_account where name = ?",
            "select count(*) from lb_account_role where account = ?",
            "select count(*) from lb_delivery where recipient = ?",
            "select count(*) from lb_message where sender = ?",
            "select count(*) from lb_message where recipient = ?")) {
      assertEquals(0, rows().number(query, alice), query);
    }
    assertThrows(AccountNotFoundException.class, () -> maintenance().erase(alice));
    assertThrows(AccountNotFoundException.class, () -> maintenance().erase(report.pseudonym()));
  }

  @Test
  default void sessions_tokens_blocks_preferences_and_answers_go() {
    String alice = users().withDemoPassword("alice");
    String bob = users().named("bob");
    String session = "s-" + alice;
    Instant now = clock().now();
    sql().update("insert into lb_session values (?, ?, ?, ?)", session, alice, now, now);
    sql().update("insert into lb_api_token values (?, ?, 'l', ?, ?)", session, alice, session, now);
    sql().update("insert into lb_block values (?, ?, ?)", alice, bob, now);
    sql().update("insert into lb_block values (?, ?, ?)", bob, alice, now);
    sql().update("insert into lb_preference values (?, 'NOTICE', 'email', true)", alice);
    sql().update("insert into lb_digest_choice values (?, 'DAY')", alice);
    sql().update("insert into lb_idempotency values (?, 'k', 'f', ?, 'a')", alice, now);
    JsonObject export = export(alice);
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
      assertEquals(0, rows().number(query, alice), query);
    }
  }

  @Test
  default void what_nobody_can_see_any_more_goes_and_the_rest_stays() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long toHimself = letter(alice, alice);
    long pending = letter(alice, bob);
    sql().update("delete from lb_delivery where message_id = ?", pending);
    sql().update("update lb_message set moderation_status = 'PENDING' where id = ?", pending);
    sql().update("update lb_mailbox set unread=0, total=0, conversations=0 where owner = ?", bob);
    long ofVisitor = letter(bob, alice);
    sql()
        .update(
            "update lb_message set sender = null, visitor_email = 'v@example.org' where id = ?",
            ofVisitor);
    long toHim = messages().notify(Notice.info("Hello").to(alice)).messageId().getAsLong();
    long toBoth = messages().notify(Notice.info("Hello").to(alice, bob)).messageId().getAsLong();
    long broadcast =
        messages()
            .broadcast(Broadcast.from(alice).to(List.of(alice, bob)).subject("All"))
            .messageId()
            .getAsLong();
    ErasureReport report = maintenance().erase(alice);
    for (long id : List.of(toHimself, pending, ofVisitor, toHim)) {
      assertTrue(!isStored(id), "message " + id);
    }
    assertEquals(4, report.removed());
    assertEquals(report.pseudonym(), mailboxes().get(bob, broadcast).sender());
    assertEquals("Hello", mailboxes().get(bob, toBoth).body());
    assertEquals(0, rows().wrongCounters(List.of(bob)));
    maintenance().erase(bob);
    assertTrue(!isStored(toBoth) && !isStored(broadcast));
  }

  @Test
  default void what_holds_a_conversation_together_stays_without_its_text() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String carol = users().named("carol");
    long root = letter(alice, bob);
    long copy = letter(bob, carol);
    sql()
        .update(
            "update lb_message set parent_id = ?, thread_id = ? where id = ?", root, root, copy);
    sql()
        .update(
            "update lb_delivery set thread_id = ?, single_message = false where message_id = ?", root, copy);
    sql().update("insert into lb_conversation values (?, ?, 1, ?)", carol, root, copy);
    maintenance().erase(alice);
    maintenance().erase(bob);
    assertTrue(isStored(root));
    assertEquals(
        "",
        sql()
            .query("select body from lb_message where id = ?", row -> row.getString(1), root)
            .get(0));
    assertEquals("From " + bob, mailboxes().get(carol, copy).body());
    maintenance().erase(carol);
    assertTrue(!isStored(root) && !isStored(copy));
  }

  @Test
  default void mailbox_stays_empty_and_its_version_goes_on() {
    String alice = users().withDemoPassword("alice");
    letter(users().named("bob"), alice);
    long version = rows().version(alice);
    maintenance().erase(alice);
    assertEquals(0, rows().total(alice) + rows().unread(alice) + rows().conversations(alice));
    assertTrue(rows().version(alice) > version, "an old ETag does not hold");
    assertThrows(AccountNotFoundException.class, () -> export(alice));
    assertThrows(AccountNotFoundException.class, () -> maintenance().erase(alice));
  }

  @Test
  default void one_of_two_who_erase_the_same_user_finds_nobody() throws Exception {
    for (int i = 0; i < 10; i++) {
      String alice = users().withDemoPassword("alice");
      String guest = users().named("guest");
      letter(alice, guest);
      sql().update("delete from lb_account where name = ?", guest);
      for (String name : List.of(alice, guest)) {
        Callable<Integer> erase = () -> erased(name);
        List<Integer> erased = AtOnce.all(List.of(erase, erase));
        assertEquals(1, erased.get(0) + erased.get(1), name);
      }
    }
  }

  /** How many users of this name there were. */
  private int erased(String name) {
    try {
      maintenance().erase(name);
      return 1;
    } catch (AccountNotFoundException e) {
      assertEquals(name, e.name());
      return 0;
    }
  }

  @Test
  default void who_writes_while_a_user_is_erased_counts_what_he_delivers() throws Exception {
    for (int i = 0; i < 20; i++) {
      String alice = users().withDemoPassword("alice");
      String bob = users().named("bob");
      letter(bob, alice);
      letter(alice, bob);
      AtOnce.all(
          List.of(
              () -> (long) erased(alice),
              () -> letterUnlessGone(bob, alice),
              () -> broadcast(bob, alice)));
      assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
      assertEquals(rows().inInbox(alice), rows().total(alice));
    }
  }

  /** Who comes too late is told that there is no such user. */
  private long letterUnlessGone(String sender, String recipient) {
    try {
      return letter(sender, recipient);
    } catch (InvalidInputException e) {
      assertEquals(Set.of("recipients"), e.errors().keySet());
      return 0;
    }
  }

  private long broadcast(String sender, String recipient) {
    messages().broadcast(Broadcast.from(sender).to(List.of(recipient)).subject("All"));
    return 0;
  }

  @Test
  default void user_without_an_account_is_exported_and_erased() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    letter(alice, bob);
    sql().update("delete from lb_account where name = ?", alice);
    assertTrue(export(alice).isNull("account"));
    assertEquals(1, maintenance().erase(alice).renamed());
    assertThrows(AccountNotFoundException.class, () -> export(alice));
    for (String nobody : List.of("", "nobody-of-this-name", "null\0character", "line\nbreak")) {
      assertThrows(AccountNotFoundException.class, () -> export(nobody));
      assertThrows(AccountNotFoundException.class, () -> maintenance().erase(nobody));
    }
  }

  @Test
  default void erasure_is_undone_with_the_transaction_of_the_caller() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = letter(alice, bob);
    transaction().begin();
    maintenance().erase(alice);
    transaction().rollback();
    assertEquals(alice, mailboxes().get(bob, id).sender());
    assertEquals(1, rows().number("select count(*) from lb_account where name = ?", alice));
  }

  @Test
  default void users_who_write_to_each_other_leave_at_the_same_time() throws Exception {
    for (int i = 0; i < 10; i++) {
      List<String> names = users().many("leaving", 4);
      String stays = users().named("stays");
      for (String name : names) {
        names.forEach(other -> letter(name, other));
        letter(name, stays);
      }
      messages().notify(Notice.info("Hello").to(names));
      List<Callable<ErasureReport>> work = new ArrayList<>();
      names.forEach(name -> work.add(() -> maintenance().erase(name)));
      work.add(
          () -> {
            mailboxes().markReadUpTo(stays, Long.MAX_VALUE, MessageFilter.ALL);
            return null;
          });
      AtOnce.all(work);
      assertEquals(4, rows().deliveries(stays));
      assertEquals(0, rows().wrongCounters(List.of(stays)));
    }
  }
}
