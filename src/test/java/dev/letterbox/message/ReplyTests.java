package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.conversation.BriefReplyFormatter;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WritingServices;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replies. */
class ReplyTests extends InServerTestBase implements WritingServices {

  @Test
  void reply_goes_to_the_sender_and_stays_in_the_conversation() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    Message reply = messages().reply(Reply.to(lunch.id()).by(bob).body("Yes.").asUser()).get(0);
    assertEquals(alice, reply.recipient());
    assertEquals(bob, reply.sender());
    assertEquals("Re: Lunch?", reply.subject());
    assertEquals("Yes.", reply.body());
    assertEquals(lunch.id(), reply.thread());
    assertEquals(lunch.id(), reply.parent());
    Message received = mailboxes().get(alice, reply.id());
    assertEquals(reply, received);
    Message again =
        messages().reply(Reply.to(reply.id()).by(alice).subject("Soup").asUser()).get(0);
    assertEquals("Soup", again.subject());
    assertEquals("", again.body());
    assertEquals(lunch.id(), again.thread());
    assertEquals(reply.id(), again.parent());
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void reply_marks_its_parent_as_read_and_replied_at_the_first_reply() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    assertEquals(1, mailboxes().unreadCount(bob));
    Message reply = messages().reply(Reply.to(lunch.id()).by(bob)).get(0);
    messages().reply(Reply.to(lunch.id()).by(bob));
    Message replied = mailboxes().get(bob, lunch.id());
    assertEquals(reply.sentAt(), replied.repliedAt());
    assertEquals(reply.sentAt(), replied.readAt());
    assertEquals(0, mailboxes().unreadCount(bob));
    assertEquals(2, mailboxes().unreadCount(alice));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void rejected_reply_marks_its_parent_as_read_but_not_as_replied() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    Message reply =
        messages()
            .reply(
                Reply.to(lunch.id())
                    .by(bob)
                    .moderatedBy(message -> Optional.of(Rating.reject("Rude."))))
            .get(0);
    assertEquals(ModerationStatus.REJECTED, reply.moderationStatus());
    assertNotNull(mailboxes().get(bob, lunch.id()).readAt());
    assertNull(mailboxes().get(bob, lunch.id()).repliedAt());
    assertEquals(0, mailboxes().unreadCount(alice));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(alice, reply.id()));
    assertThrows(
        MessageNotFoundException.class, () -> messages().reply(Reply.to(reply.id()).by(alice)));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void copies_are_separate_messages_in_the_same_conversation() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String carol = users().create("carol");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    List<Message> replies =
        messages().reply(Reply.to(lunch.id()).by(bob).copies(carol, alice, carol).asUser());
    assertEquals(List.of(alice, carol), replies.stream().map(Message::recipient).toList());
    assertEquals(List.of(lunch.id(), lunch.id()), replies.stream().map(Message::thread).toList());
    assertEquals(1, mailboxes().unreadCount(carol));
    long copy = replies.get(1).id();
    Message further = messages().reply(Reply.to(copy).by(carol).asUser()).get(0);
    assertEquals(bob, further.recipient());
    tables().assertCountersExact(alice, bob, carol);
  }

  @Test
  void setting_disables_copies_and_copies_count_towards_the_recipient_limit() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String carol = users().create("carol");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    Reply reply = Reply.to(lunch.id()).by(bob).copies(carol);
    try {
      settings().set(Setting.COPIES_ON_REPLY, false);
      assertEquals(
          Map.of("copies", List.of("Copies of replies are disabled.")),
          replyErrors(reply.asUser()));
      assertEquals(2, messages().reply(reply).size(), "the settings hold for users only");
      assertEquals(1, messages().reply(Reply.to(lunch.id()).by(bob).asUser()).size());
      settings().reset();
      settings().set(Setting.MAX_RECIPIENTS, 1);
      assertEquals(
          Map.of("copies", List.of("Write to at most 1 at once, not to 2.")),
          replyErrors(reply.asUser()));
      assertEquals(2, messages().reply(reply).size(), "the settings hold for users only");
    } finally {
      settings().reset();
    }
    tables().assertCountersExact(alice, bob, carol);
  }

  @Test
  void reply_to_a_broadcast_goes_to_its_sender_only() {
    String office = users().create("office");
    String bob = users().create("bob");
    String carol = users().create("carol");
    long broadcast =
        messages()
            .broadcast(Broadcast.from(office).to(List.of(bob, carol)).subject("Cake"))
            .messageId()
            .getAsLong();
    Message reply = messages().reply(Reply.to(broadcast).by(bob).asUser()).get(0);
    assertEquals(office, reply.recipient());
    assertEquals("Re: Cake", reply.subject());
    assertEquals(broadcast, reply.thread());
    assertNotNull(mailboxes().get(bob, broadcast).repliedAt());
    assertNull(mailboxes().get(carol, broadcast).repliedAt());
    assertEquals(1, mailboxes().unreadCount(office));
    tables().assertCountersExact(office, bob, carol);
  }

  @Test
  void reply_to_oneself_updates_both_sides() {
    String alice = users().create("alice");
    Message note = writeAsUser(alice, alice, "Note");
    Message reply = messages().reply(Reply.to(note.id()).by(alice).asUser()).get(0);
    assertEquals(alice, reply.recipient());
    assertEquals(1, mailboxes().unreadCount(alice), "the reply only; the note is read");
    tables().assertCountersExact(alice);
  }

  @Test
  void reply_subject_has_one_re_prefix_and_is_truncated_by_characters() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String emoji = "\uD83D\uDCEC";
    Message lunch = writeAsUser(alice, bob, emoji.repeat(120));
    Message reply = messages().reply(Reply.to(lunch.id()).by(bob)).get(0);
    assertEquals("Re: " + emoji.repeat(116), reply.subject());
    assertEquals(
        reply.subject(), messages().reply(Reply.to(reply.id()).by(alice)).get(0).subject());
    Message upperCase = writeAsUser(alice, bob, "RE: loud");
    assertEquals("RE: loud", messages().reply(Reply.to(upperCase.id()).by(bob)).get(0).subject());
  }

  @Test
  void custom_formatter_replaces_the_default_and_is_named_on_failure() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message brief = writeAsUser(alice, bob, "Brief: x");
    String subject = messages().reply(Reply.to(brief.id()).by(bob)).get(0).subject();
    assertTrue(subject.startsWith("Briefly: Brief: xBrief: x"), subject);
    assertTrue(subject.length() <= 120, subject);
    Message failing = writeAsUser(alice, bob, "Brief: fail");
    ExtensionFailedException exception =
        assertThrows(
            ExtensionFailedException.class, () -> messages().reply(Reply.to(failing.id()).by(bob)));
    assertEquals(BriefReplyFormatter.class.getName(), exception.extension());
    assertNull(mailboxes().get(bob, failing.id()).readAt());
  }

  @Test
  void reply_statements_do_not_grow_with_the_conversation() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message last = writeAsUser(alice, bob, "Statements");
    List<Integer> statements = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Reply reply = Reply.to(last.id()).by(last.recipient()).asUser();
      List<Message> replies = new ArrayList<>();
      statements.add(
          StatementRecorder.capture(() -> replies.addAll(messages().reply(reply))).size());
      last = replies.get(0);
    }
    assertEquals(statements.get(2), statements.get(11), statements.toString());
    assertTrue(statements.get(11) <= (isOnDerby() ? 22 : 18), statements.toString());
  }

  @Test
  void rolled_back_reply_changes_nothing() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    transaction().begin();
    messages().reply(Reply.to(lunch.id()).by(bob));
    transaction().rollback();
    assertNull(mailboxes().get(bob, lunch.id()).repliedAt());
    assertNull(mailboxes().get(bob, lunch.id()).readAt());
    assertEquals(0, tables().deliveryCount(alice));
    tables().assertCountersExact(alice, bob);
  }

  @Test
  void message_of_an_application_can_be_replied_to() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message order = messages().write(NewMessage.from(alice).to(bob).subject("Order")).get(0);
    Reply reply =
        Reply.to(order.id()).by(bob).body("Thanks").autoArchive(true).notifyRecipients(false);
    assertTrue(messages().reply(reply).get(0).archived());
    assertNotNull(messages().reply(reply.autoDelete(true)).get(0).deletedAt());
  }
}
