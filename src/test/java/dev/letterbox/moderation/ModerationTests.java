package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Decisions of moderators. */
class ModerationTests extends InServerTestBase implements OutboxServices {

  @Test
  void pending_message_is_delivered_and_counted_on_acceptance_only() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = writePending(NewMessage.from(alice).to(bob).subject("Wait"));
    assertEquals(0, mailboxes().unreadCount(bob));
    assertEquals(0, mailboxes().summary(bob).unread());
    assertEquals(0, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertThrows(
        MessageNotFoundException.class, () -> messages().reply(Reply.to(id).by(bob).body("x")));
    Message ofSender = mailboxes().get(alice, id);
    assertEquals(PENDING, ofSender.moderationStatus());
    assertEquals(bob, ofSender.recipient());
    assertTrue(recordedEvents().eventsOf(alice).isEmpty());

    ModeratedMessage accepted = moderation().accept("mona", id);
    assertEquals(ACCEPTED, accepted.status());
    assertEquals("mona", accepted.decidedBy());
    assertNotNull(accepted.decidedAt());
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(1, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    assertEquals(ACCEPTED, mailboxes().get(alice, id).moderationStatus());
    tables().assertCountersExact(alice, bob);
    Awaitility.await().until(() -> recordedNotifications().notificationsFor(bob).size() == 1);
  }

  @Test
  void rejected_message_shows_the_reason_to_its_sender_only() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = writePending(NewMessage.from(alice).to(bob).subject("No"));
    ModeratedMessage rejected = moderation().reject("mona", id, " Advertisement ");
    assertEquals(REJECTED, rejected.status());
    assertEquals("Advertisement", rejected.reason());
    Message ofSender = mailboxes().get(alice, id);
    assertEquals(REJECTED, ofSender.moderationStatus());
    assertEquals("Advertisement", ofSender.moderationReason());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertEquals(0, mailboxes().unreadCount(bob));
  }

  @Test
  void rejection_reason_is_one_line_of_at_most_120_characters() {
    String alice = users().create("alice");
    long id = writePending(NewMessage.from(alice).to(users().create("bob")).subject("Reasons"));
    for (String bad : List.of("x".repeat(121), "a\nb", "a\0b", "\ud800")) {
      InvalidInputException exception =
          assertThrows(InvalidInputException.class, () -> moderation().reject("mona", id, bad));
      assertEquals(Set.of("reason"), exception.errors().keySet());
    }
    assertThrows(InvalidInputException.class, () -> moderation().accept(" ", id));
    assertEquals(PENDING, moderation().get(id).status());
    assertNull(moderation().reject("mona", id, "  ").reason());
    moderation().takeBack("mona", id);
    String longest = "\uD83D\uDCEC".repeat(120);
    assertEquals(longest, moderation().reject("mona", id, longest).reason());
  }

  private static String conflictOf(Executable operation) {
    return assertThrows(ConflictException.class, operation).detail();
  }

  @Test
  void only_pending_messages_can_be_decided() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = writePending(NewMessage.from(alice).to(bob).subject("Once"));
    assertEquals(
        "There is no decision on this message to take back.",
        conflictOf(() -> moderation().takeBack("mona", id)));
    moderation().accept("mona", id);
    String decided = "There is a decision on this message already.";
    assertEquals(decided, conflictOf(() -> moderation().accept("max", id)));
    assertEquals(decided, conflictOf(() -> moderation().reject("max", id, "")));
    assertEquals("mona", moderation().get(id).decidedBy());
    assertThrows(MessageNotFoundException.class, () -> moderation().accept("mona", -1));
    assertThrows(MessageNotFoundException.class, () -> moderation().get(-1));
  }

  @Test
  void reopened_message_is_hidden_until_it_is_accepted_again() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = writePending(NewMessage.from(alice).to(bob).subject("To and fro"));
    moderation().accept("mona", id);
    mailboxes().markRead(bob, id);
    Awaitility.await().until(() -> recordedNotifications().notificationsFor(bob).size() == 1);

    assertEquals(PENDING, moderation().takeBack("max", id).status());
    assertEquals("max", moderation().get(id).decidedBy());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertEquals(0, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    tables().assertCountersExact(alice, bob);

    moderation().reject("mona", id, "After all");
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    moderation().takeBack("mona", id);
    assertNull(moderation().get(id).reason());
    moderation().accept("mona", id);
    assertNotNull(mailboxes().get(bob, id).readAt(), "the read state is kept");
    assertEquals(1, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    assertEquals(0, mailboxes().unreadCount(bob));
    tables().assertCountersExact(alice, bob);
    Awaitility.await().until(() -> recordedEvents().eventsOf(alice).size() == 2);
    assertTrueAfterPoll(() -> recordedNotifications().notificationsFor(bob).size() == 1);
  }

  @Test
  void reply_marks_its_parent_as_replied_only_while_accepted() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long root = messages().write(NewMessage.from(alice).to(bob).subject("Root")).get(0).id();
    long reply = replyPending(Reply.to(root).by(bob).body("Later"));
    assertNull(mailboxes().get(bob, root).repliedAt());
    assertEquals(0, mailboxes().unreadCount(alice));
    moderation().accept("mona", reply);
    assertEquals(mailboxes().get(bob, reply).sentAt(), mailboxes().get(bob, root).repliedAt());
    assertEquals(1, mailboxes().unreadCount(alice));
    moderation().takeBack("mona", reply);
    assertNull(mailboxes().get(bob, root).repliedAt());
    assertEquals(0, mailboxes().unreadCount(alice));
    moderation().accept("mona", reply);
    assertEquals(1, mailboxes().unreadCount(alice));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void one_of_several_concurrent_decisions_succeeds() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long root = messages().write(NewMessage.from(bob).to(alice).subject("Root")).get(0).id();
    for (int round = 0; round < 12; round++) {
      long id =
          round % 2 == 0
              ? writePending(NewMessage.from(alice).to(bob).subject("Race " + round))
              : replyPending(Reply.to(root).by(alice).body("Race " + round));
      List<Boolean> succeeded =
          ConcurrentRun.all(
              List.of(
                  succeeds(() -> moderation().accept("mona", id)),
                  succeeds(() -> moderation().reject("max", id, "no")),
                  succeeds(() -> moderation().accept("moritz", id)),
                  succeeds(() -> moderation().reject("mia", id, "no"))));
      assertEquals(
          1, succeeded.stream().filter(each -> each).count(), "decisions in round " + round);
      tables().assertCountersExact(alice, bob);
      ModeratedMessage moderated = moderation().get(id);
      long delivered =
          tables().selectNumber("select count(*) from lb_delivery where message_id = ?", id);
      assertEquals(moderated.status() == ACCEPTED ? 1 : 0, delivered);
      List<Boolean> reopened =
          ConcurrentRun.repeat(3, succeeds(() -> moderation().takeBack("mona", id)));
      assertEquals(
          1, reopened.stream().filter(each -> each).count(), "taken back in round " + round);
      tables().assertCountersExact(alice, bob);
    }
  }

  /**
   * Whether the decision succeeds; the only expected failure is that another decision was first.
   */
  private static Callable<Boolean> succeeds(Runnable decision) {
    return () -> {
      try {
        decision.run();
        return true;
      } catch (ConflictException e) {
        return false; // another decision was first
      }
    };
  }
}
