package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Archive, restore, delete, read and unread, for one message and for many. */
class MailboxActionTests extends InServerTestBase {

  private long write(String sender, String recipient) {
    return messages().write(NewMessage.from(sender).to(recipient).subject("Hello")).get(0).id();
  }

  /** Folder of a delivery, from its row. */
  private String recipientFolder(String recipient, long id) {
    return sql()
        .query(
            "select archived, deleted_at from lb_delivery where recipient = ? and message_id = ?",
            row -> folder(row.getBoolean(1), row.getObject(2), Folder.INBOX),
            recipient,
            id)
        .get(0)
        .name();
  }

  private String senderFolder(long id) {
    return sql()
        .query(
            "select sender_archived, sender_deleted_at from lb_message where id = ?",
            row -> folder(row.getBoolean(1), row.getObject(2), Folder.SENT),
            id)
        .get(0)
        .name();
  }

  private static Folder folder(boolean archived, Object deletedAt, Folder otherwise) {
    if (deletedAt != null) {
      return Folder.TRASH;
    }
    return archived ? Folder.ARCHIVES : otherwise;
  }

  @Test
  void archived_message_leaves_inbox_and_counters_and_restore_returns_it() {
    String bob = users().create("bob");
    long id = write(users().create("alice"), bob);
    mailboxes().archive(bob, id);
    assertEquals("ARCHIVES", recipientFolder(bob, id));
    assertEquals("SENT", senderFolder(id));
    assertEquals(0, tables().storedUnread(bob));
    assertEquals(0, tables().storedTotal(bob));
    assertEquals(0, tables().storedConversations(bob));
    mailboxes().restore(bob, id);
    assertEquals("INBOX", recipientFolder(bob, id));
    assertEquals(1, tables().storedUnread(bob));
    assertEquals(1, tables().storedConversations(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void deleted_message_is_in_the_trash_and_restore_returns_it_to_its_folder() {
    String bob = users().create("bob");
    long id = write(users().create("alice"), bob);
    mailboxes().markRead(bob, id);
    mailboxes().archive(bob, id);
    mailboxes().delete(bob, id);
    assertEquals("TRASH", recipientFolder(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().archive(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().markUnread(bob, id));
    mailboxes().restore(bob, id);
    assertEquals("ARCHIVES", recipientFolder(bob, id));
    mailboxes().restore(bob, id);
    assertEquals("INBOX", recipientFolder(bob, id));
    mailboxes().restore(bob, id);
    assertEquals("INBOX", recipientFolder(bob, id));
    tables().assertCountersExact(bob);
  }

  @Test
  void sender_archives_deletes_and_restores_the_sender_side_only() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = write(alice, bob);
    mailboxes().archive(alice, id);
    assertEquals("ARCHIVES", senderFolder(id));
    mailboxes().delete(alice, id);
    assertEquals("TRASH", senderFolder(id));
    assertEquals("INBOX", recipientFolder(bob, id));
    mailboxes().restore(alice, id);
    mailboxes().restore(alice, id);
    assertEquals("SENT", senderFolder(id));
  }

  @Test
  void both_sides_of_a_message_to_oneself_move_together() {
    String ada = users().create("ada");
    long id = write(ada, ada);
    mailboxes().archive(ada, id);
    assertEquals("ARCHIVES", recipientFolder(ada, id));
    assertEquals("ARCHIVES", senderFolder(id));
    mailboxes().restore(ada, id);
    assertEquals("INBOX", recipientFolder(ada, id));
    assertEquals("SENT", senderFolder(id));
    tables().assertCountersExact(ada);
  }

  @Test
  void bulk_action_changes_all_messages_or_none() {
    String bob = users().create("bob");
    List<Long> own = sendNotices(bob, 3);
    List<Long> foreign = sendNotices(users().create("eve"), 1);
    List<Long> mixed = new ArrayList<>(own);
    mixed.addAll(foreign);
    for (MailboxAction action : MailboxAction.values()) {
      long version = tables().mailboxVersion(bob);
      assertThrows(
          MessageNotFoundException.class,
          () -> mailboxes().act(bob, action, ActionTargets.messages(mixed)));
      assertThrows(
          MessageNotFoundException.class,
          () -> mailboxes().act(bob, action, new ActionTargets(own, foreign)));
      assertEquals(version, tables().mailboxVersion(bob));
    }
    mailboxes().act(bob, MailboxAction.READ, ActionTargets.messages(own));
    assertEquals(0, tables().storedUnread(bob));
    mailboxes().act(bob, MailboxAction.UNREAD, ActionTargets.messages(own.subList(0, 2)));
    assertEquals(2, tables().storedUnread(bob));
    mailboxes()
        .act(bob, MailboxAction.ARCHIVE, new ActionTargets(own.subList(0, 1), own.subList(1, 3)));
    assertEquals(0, tables().storedTotal(bob));
    mailboxes().act(bob, MailboxAction.RESTORE, ActionTargets.threads(own.get(0), own.get(2)));
    assertEquals(2, tables().storedConversations(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void bulk_delete_with_an_unread_message_deletes_nothing() {
    String bob = users().create("bob");
    List<Long> ids = sendNotices(bob, 3);
    mailboxes().act(bob, MailboxAction.READ, ActionTargets.messages(ids.subList(0, 2)));
    assertThrows(
        NotPermittedException.class,
        () -> mailboxes().act(bob, MailboxAction.DELETE, ActionTargets.messages(ids)));
    assertEquals(3, tables().storedTotal(bob));
    mailboxes().act(bob, MailboxAction.DELETE, ActionTargets.messages(ids.subList(0, 2)));
    assertEquals(1, tables().storedTotal(bob));
    assertThrows(
        MessageNotFoundException.class,
        () ->
            mailboxes().act(bob, MailboxAction.DELETE, ActionTargets.messages(ids.subList(0, 1))));
    tables().assertCountersExact(bob);
  }

  @Test
  void read_and_unread_apply_to_conversations_but_not_to_sent_messages() {
    String alice = users().create("alice");
    long id = write(alice, users().create("bob"));
    for (MailboxAction action : List.of(MailboxAction.READ, MailboxAction.UNREAD)) {
      assertThrows(
          MessageNotFoundException.class,
          () -> mailboxes().act(alice, action, ActionTargets.messages(id)));
      mailboxes().act(alice, action, ActionTargets.threads(id));
    }
  }

  @Test
  void bulk_action_costs_the_same_statements_for_1000_messages_as_for_2() throws Exception {
    String bob = users().create("bob");
    List<Long> ids = sendNotices(bob, 1000);
    for (MailboxAction action :
        List.of(
            MailboxAction.READ,
            MailboxAction.ARCHIVE,
            MailboxAction.RESTORE,
            MailboxAction.DELETE)) {
      int statementsForTwo =
          StatementRecorder.capture(
                  () -> mailboxes().act(bob, action, ActionTargets.messages(ids.subList(0, 2))))
              .size();
      if (action == MailboxAction.DELETE) {
        mailboxes().act(bob, MailboxAction.RESTORE, ActionTargets.messages(ids.subList(0, 2)));
      }
      int statementsForAll =
          StatementRecorder.capture(() -> mailboxes().act(bob, action, ActionTargets.messages(ids)))
              .size();
      assertEquals(statementsForTwo, statementsForAll, action.name());
      assertTrue(statementsForAll <= 8, action + " " + statementsForAll);
    }
    assertEquals(0, tables().storedTotal(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void bulk_action_accepts_an_empty_list_and_rejects_more_than_the_limit() {
    String bob = users().create("bob");
    mailboxes().act(bob, MailboxAction.READ, new ActionTargets(List.of(), List.of()));
    InvalidInputException exception =
        assertThrows(
            InvalidInputException.class,
            () ->
                mailboxes()
                    .act(
                        bob,
                        MailboxAction.READ,
                        new ActionTargets(
                            Collections.nCopies(1001, 1L), Collections.nCopies(1001, 1L))));
    assertEquals(List.of("messages", "threads"), List.copyOf(exception.errors().keySet()));
  }

  @Test
  void withdraw_deletes_unread_deliveries() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = write(alice, bob);
    messages().withdraw(alice, id);
    assertEquals(0, tables().deliveryCount(bob));
    tables().assertCountersExact(bob);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertEquals("", mailboxes().get(alice, id).body());
    assertNotNull(mailboxes().get(alice, id).withdrawnAt());
  }

  @Test
  void withdraw_removes_the_text_of_a_read_message() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = write(alice, bob);
    mailboxes().open(bob, id);
    long version = tables().mailboxVersion(bob);
    messages().withdraw(id);
    assertEquals(null, mailboxes().get(bob, id).subject());
    assertTrue(tables().mailboxVersion(bob) > version);
    assertEquals(1, tables().storedTotal(bob));
    messages().withdraw(alice, id);
    tables().assertCountersExact(bob);
  }

  @Test
  void only_the_sender_or_an_application_can_withdraw() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = write(alice, bob);
    assertThrows(MessageNotFoundException.class, () -> messages().withdraw(bob, id));
    assertThrows(MessageNotFoundException.class, () -> messages().withdraw(-1));
    mailboxes().delete(alice, id);
    assertThrows(MessageNotFoundException.class, () -> messages().withdraw(alice, id));
    assertEquals(1, tables().storedTotal(bob));
  }

  @Test
  void withdraw_of_a_broadcast_costs_a_fixed_number_of_statements_and_keeps_counters_exact()
      throws Exception {
    String bruno = users().create("bruno");
    List<String> recipients = users().createMany("reader", 1500);
    long id =
        messages()
            .broadcast(Broadcast.from(bruno).to(recipients).subject("News"))
            .messageId()
            .getAsLong();
    mailboxes().open(recipients.get(0), id);
    mailboxes().archive(recipients.get(1), id);
    mailboxes().act(recipients.get(2), MailboxAction.READ, ActionTargets.messages(id));
    mailboxes().delete(recipients.get(2), id);
    int statements = StatementRecorder.capture(() -> messages().withdraw(bruno, id)).size();
    assertTrue(statements <= (isOnDerby() ? 20 : 9), "statements: " + statements);
    tables().assertCountersExact(recipients);
    assertEquals(1, tables().storedTotal(recipients.get(0)));
    assertEquals(
        2, tables().selectNumber("select count(*) from lb_delivery where message_id = ?", id));
  }
}
