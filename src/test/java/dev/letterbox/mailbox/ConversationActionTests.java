package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.ModerationServices;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Actions on replies and on conversations of several messages. */
class ConversationActionTests extends InServerTestBase implements ModerationServices {

  /** Writes a conversation between two users, each message a reply to the previous one. */
  private List<Long> conversation(String alice, String bob, int messages) {
    List<Long> ids = new ArrayList<>();
    ids.add(messages().write(NewMessage.from(alice).to(bob).subject("Hello")).get(0).id());
    for (int i = 1; i < messages; i++) {
      ids.add(reply(i % 2 == 1 ? bob : alice, ids.get(i - 1)));
    }
    return ids;
  }

  private long reply(String sender, long parent) {
    return messages().reply(Reply.to(parent).by(sender).body("Reply")).get(0).id();
  }

  @Test
  void whole_conversation_is_archived_deleted_and_restored() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    List<Long> ids = conversation(alice, bob, 6);
    long thread = ids.get(0);
    assertEquals(3, tables().storedTotal(bob));
    assertEquals(1, tables().storedConversations(bob));
    mailboxes().act(bob, MailboxAction.ARCHIVE, ActionTargets.threads(thread));
    assertEquals(0, tables().storedTotal(bob));
    assertEquals(0, tables().storedConversations(bob));
    assertEquals(
        3,
        tables()
            .selectNumber(
                "select count(*) from lb_message where sender = ? and sender_archived = true",
                bob));
    mailboxes().act(bob, MailboxAction.READ, ActionTargets.threads(thread));
    mailboxes().act(bob, MailboxAction.DELETE, ActionTargets.threads(thread));
    mailboxes().act(bob, MailboxAction.RESTORE, ActionTargets.threads(thread));
    assertEquals(0, tables().storedTotal(bob));
    mailboxes().act(bob, MailboxAction.RESTORE, ActionTargets.threads(thread));
    assertEquals(3, tables().storedTotal(bob));
    mailboxes().act(bob, MailboxAction.UNREAD, ActionTargets.threads(thread));
    assertEquals(3, tables().storedUnread(bob));
    assertEquals(3, tables().storedTotal(alice));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void removing_the_newest_message_makes_the_next_one_the_newest() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    List<Long> ids = conversation(alice, bob, 7);
    for (int i = 6; i >= 0; i -= 2) {
      mailboxes().archive(bob, ids.get(i));
      assertEquals(0, tables().wrongCounters(List.of(bob)), "after " + i);
    }
    assertEquals(0, tables().storedConversations(bob));
    mailboxes().restore(bob, ids.get(2));
    mailboxes().restore(bob, ids.get(6));
    assertEquals(1, tables().storedConversations(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void action_on_a_reply_costs_as_many_statements_as_documented() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    List<Long> ids = conversation(alice, bob, 4);
    mailboxes().open(alice, ids.get(3));
    List<String> statements =
        StatementRecorder.capture(() -> mailboxes().delete(alice, ids.get(3)));
    assertTrue(statements.size() <= (isOnDerby() ? 12 : 9), statements.toString());
    statements =
        StatementRecorder.capture(
            () -> mailboxes().act(bob, MailboxAction.ARCHIVE, ActionTargets.threads(ids.get(0))));
    assertTrue(statements.size() <= (isOnDerby() ? 17 : 12), statements.toString());
  }

  @Test
  void withdrawn_reply_clears_replied_at_and_leaves_its_conversation() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    List<Long> ids = conversation(alice, bob, 2);
    long second = reply(bob, ids.get(0));
    assertEquals(2, tables().storedUnread(alice));
    messages().withdraw(bob, ids.get(1));
    assertNotNull(mailboxes().get(bob, ids.get(0)).repliedAt());
    messages().withdraw(bob, second);
    assertNull(mailboxes().get(bob, ids.get(0)).repliedAt());
    assertEquals(0, tables().storedTotal(alice));
    assertEquals(0, tables().storedConversations(alice));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void rejected_or_reopened_message_can_not_be_replied_to() {
    String mona = users().create("mona");
    String bob = users().create("bob");
    long id = conversation(users().create("alice"), bob, 1).get(0);
    moderation().takeBack(mona, id);
    assertThrows(MessageNotFoundException.class, () -> reply(bob, id));
    moderation().reject(mona, id, "no");
    assertThrows(MessageNotFoundException.class, () -> reply(bob, id));
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    reply(bob, id);
  }

  @Test
  void withdrawn_pending_message_can_not_be_moderated() {
    String mona = users().create("mona");
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = conversation(alice, bob, 1).get(0);
    moderation().takeBack(mona, id);
    messages().withdraw(alice, id);
    assertThrows(MessageNotFoundException.class, () -> moderation().accept(mona, id));
    assertEquals(ModerationStatus.PENDING, mailboxes().get(alice, id).moderationStatus());
    assertEquals(0, tables().storedTotal(bob));
    tables().assertCountersExact(bob);
  }
}
