package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Action;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Targets;
import dev.letterbox.api.UnreadMessageException;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.Statements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Archive, restore, delete, read and unread, for one message and for many. */
public interface ActionTests extends Services {

  private long written(String sender, String recipient) {
    return messages().write(NewMessage.from(sender).to(recipient).subject("Hello")).get(0).id();
  }

  private List<Long> told(String owner, int number) {
    return LongStream.range(0, number)
        .map(i -> messages().notify(Notice.info("Hello").to(owner)).messageId().getAsLong())
        .boxed()
        .toList();
  }

  /** Where the deliveries of a user lie. */
  private String folderOf(String recipient, long id) {
    return sql()
        .query(
            "select archived, deleted_at from lb_delivery where recipient = ? and message_id = ?",
            row -> place(row.getBoolean(1), row.getObject(2), Folder.INBOX),
            recipient,
            id)
        .get(0)
        .name();
  }

  private String folderOfSender(long id) {
    return sql()
        .query(
            "select sender_archived, sender_deleted_at from lb_message where id = ?",
            row -> place(row.getBoolean(1), row.getObject(2), Folder.SENT),
            id)
        .get(0)
        .name();
  }

  private static Folder place(boolean archived, Object deletedAt, Folder otherwise) {
    if (deletedAt != null) {
      return Folder.TRASH;
    }
    return archived ? Folder.ARCHIVES : otherwise;
  }

  @Test
  default void archived_message_leaves_the_inbox_and_its_counters_and_comes_back() {
    String bob = users().named("bob");
    long id = written(users().named("alice"), bob);
    mailboxes().archive(bob, id);
    assertEquals("ARCHIVES", folderOf(bob, id));
    assertEquals("SENT", folderOfSender(id));
    assertEquals(0, rows().counter(bob));
    assertEquals(0, rows().total(bob));
    assertEquals(0, rows().conversations(bob));
    mailboxes().restore(bob, id);
    assertEquals("INBOX", folderOf(bob, id));
    assertEquals(1, rows().counter(bob));
    assertEquals(1, rows().conversations(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void deleted_message_lies_in_the_trash_and_is_restored_to_where_it_lay() {
    String bob = users().named("bob");
    long id = written(users().named("alice"), bob);
    mailboxes().markRead(bob, id);
    mailboxes().archive(bob, id);
    mailboxes().delete(bob, id);
    assertEquals("TRASH", folderOf(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().archive(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().markUnread(bob, id));
    mailboxes().restore(bob, id);
    assertEquals("ARCHIVES", folderOf(bob, id));
    mailboxes().restore(bob, id);
    assertEquals("INBOX", folderOf(bob, id));
    mailboxes().restore(bob, id);
    assertEquals("INBOX", folderOf(bob, id));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void sender_archives_deletes_and_restores_his_own_side() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = written(alice, bob);
    mailboxes().archive(alice, id);
    assertEquals("ARCHIVES", folderOfSender(id));
    mailboxes().delete(alice, id);
    assertEquals("TRASH", folderOfSender(id));
    assertEquals("INBOX", folderOf(bob, id));
    mailboxes().restore(alice, id);
    mailboxes().restore(alice, id);
    assertEquals("SENT", folderOfSender(id));
  }

  @Test
  default void both_sides_of_a_message_to_oneself_move_together() {
    String ada = users().named("ada");
    long id = written(ada, ada);
    mailboxes().archive(ada, id);
    assertEquals("ARCHIVES", folderOf(ada, id));
    assertEquals("ARCHIVES", folderOfSender(id));
    mailboxes().restore(ada, id);
    assertEquals("INBOX", folderOf(ada, id));
    assertEquals("SENT", folderOfSender(id));
    assertEquals(0, rows().wrongCounters(List.of(ada)));
  }

  @Test
  default void action_is_done_to_all_of_them_or_to_none() {
    String bob = users().named("bob");
    List<Long> own = told(bob, 3);
    List<Long> foreign = told(users().named("eve"), 1);
    List<Long> mixed = new ArrayList<>(own);
    mixed.addAll(foreign);
    for (Action action : Action.values()) {
      long version = rows().version(bob);
      assertThrows(
          MessageNotFoundException.class,
          () -> mailboxes().act(bob, action, Targets.messages(mixed)));
      assertThrows(
          MessageNotFoundException.class,
          () -> mailboxes().act(bob, action, new Targets(own, foreign)));
      assertEquals(version, rows().version(bob));
    }
    mailboxes().act(bob, Action.READ, Targets.messages(own));
    assertEquals(0, rows().counter(bob));
    mailboxes().act(bob, Action.UNREAD, Targets.messages(own.subList(0, 2)));
    assertEquals(2, rows().counter(bob));
    mailboxes().act(bob, Action.ARCHIVE, new Targets(own.subList(0, 1), own.subList(1, 3)));
    assertEquals(0, rows().total(bob));
    mailboxes().act(bob, Action.RESTORE, Targets.threads(own.get(0), own.get(2)));
    assertEquals(2, rows().conversations(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void unread_messages_keep_others_from_being_deleted_with_them() {
    String bob = users().named("bob");
    List<Long> ids = told(bob, 3);
    mailboxes().act(bob, Action.READ, Targets.messages(ids.subList(0, 2)));
    assertThrows(
        UnreadMessageException.class,
        () -> mailboxes().act(bob, Action.DELETE, Targets.messages(ids)));
    assertEquals(3, rows().total(bob));
    mailboxes().act(bob, Action.DELETE, Targets.messages(ids.subList(0, 2)));
    assertEquals(1, rows().total(bob));
    assertThrows(
        MessageNotFoundException.class,
        () -> mailboxes().act(bob, Action.DELETE, Targets.messages(ids.subList(0, 1))));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void sent_messages_can_not_be_read_or_unread_but_their_conversation_can() {
    String alice = users().named("alice");
    long id = written(alice, users().named("bob"));
    for (Action action : List.of(Action.READ, Action.UNREAD)) {
      assertThrows(
          MessageNotFoundException.class,
          () -> mailboxes().act(alice, action, Targets.messages(id)));
      mailboxes().act(alice, action, Targets.threads(id));
    }
  }

  @Test
  default void bulk_action_on_a_thousand_messages_costs_what_one_on_two_costs() throws Exception {
    String bob = users().named("bob");
    List<Long> ids = told(bob, 1000);
    for (Action action : List.of(Action.READ, Action.ARCHIVE, Action.RESTORE, Action.DELETE)) {
      int ofTwo =
          Statements.during(() -> mailboxes().act(bob, action, Targets.messages(ids.subList(0, 2))))
              .size();
      if (action == Action.DELETE) {
        mailboxes().act(bob, Action.RESTORE, Targets.messages(ids.subList(0, 2)));
      }
      int ofAll =
          Statements.during(() -> mailboxes().act(bob, action, Targets.messages(ids))).size();
      assertEquals(ofTwo, ofAll, action.name());
      assertTrue(ofAll <= 8, action + " " + ofAll);
    }
    assertEquals(0, rows().total(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void action_on_nothing_does_nothing_and_one_on_too_much_is_refused() {
    String bob = users().named("bob");
    mailboxes().act(bob, Action.READ, new Targets(List.of(), List.of()));
    InvalidInputException much =
        assertThrows(
            InvalidInputException.class,
            () ->
                mailboxes()
                    .act(
                        bob,
                        Action.READ,
                        new Targets(Collections.nCopies(1001, 1L), Collections.nCopies(1001, 1L))));
    assertEquals(List.of("messages", "threads"), List.copyOf(much.errors().keySet()));
  }

  @Test
  default void withdrawn_message_vanishes_where_nobody_read_it() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = written(alice, bob);
    messages().withdraw(alice, id);
    assertEquals(0, rows().deliveries(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertEquals("", mailboxes().get(alice, id).body());
    assertNotNull(mailboxes().get(alice, id).withdrawnAt());
  }

  @Test
  default void withdrawn_message_that_was_read_has_no_text_any_more() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = written(alice, bob);
    mailboxes().open(bob, id);
    long version = rows().version(bob);
    messages().withdraw(id);
    assertEquals(null, mailboxes().get(bob, id).subject());
    assertTrue(rows().version(bob) > version);
    assertEquals(1, rows().total(bob));
    messages().withdraw(alice, id);
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void only_the_sender_or_an_application_withdraws() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = written(alice, bob);
    assertThrows(MessageNotFoundException.class, () -> messages().withdraw(bob, id));
    assertThrows(MessageNotFoundException.class, () -> messages().withdraw(-1));
    mailboxes().delete(alice, id);
    assertThrows(MessageNotFoundException.class, () -> messages().withdraw(alice, id));
    assertEquals(1, rows().total(bob));
  }

  @Test
  default void withdrawn_broadcast_costs_a_fixed_number_of_statements_and_counters_fit()
      throws Exception {
    String bruno = users().named("bruno");
    List<String> all = users().many("reader", 1500);
    long id =
        messages().broadcast(Broadcast.from(bruno).to(all).subject("News")).messageId().getAsLong();
    mailboxes().open(all.get(0), id);
    mailboxes().archive(all.get(1), id);
    mailboxes().act(all.get(2), Action.READ, Targets.messages(id));
    mailboxes().delete(all.get(2), id);
    int statements = Statements.during(() -> messages().withdraw(bruno, id)).size();
    assertTrue(statements <= (onDerby() ? 20 : 9), "statements: " + statements);
    assertEquals(0, rows().wrongCounters(all));
    assertEquals(1, rows().total(all.get(0)));
    assertEquals(2, rows().number("select count(*) from lb_delivery where message_id = ?", id));
  }
}
