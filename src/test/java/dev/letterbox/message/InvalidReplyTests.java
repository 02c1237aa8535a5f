package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.config.ModerationDefault;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WritingServices;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that can't be replied to, and invalid replies. */
class InvalidReplyTests extends InServerTestBase implements WritingServices {

  @Test
  void only_received_and_undeleted_messages_can_be_replied_to() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String carol = users().create("carol");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    for (String other : List.of(alice, carol, "unknown-user")) {
      assertThrows(
          MessageNotFoundException.class, () -> messages().reply(Reply.to(lunch.id()).by(other)));
    }
    assertThrows(MessageNotFoundException.class, () -> messages().reply(Reply.to(-1).by(bob)));
    mailboxes().markRead(bob, lunch.id());
    mailboxes().delete(bob, lunch.id());
    assertThrows(
        MessageNotFoundException.class, () -> messages().reply(Reply.to(lunch.id()).by(bob)));
    assertEquals(0, tables().deliveryCount(alice));
  }

  @Test
  void notice_and_withdrawn_message_can_not_be_replied_to() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long notice = messages().sendNotice(Notice.info("Notice").to(bob)).messageId().getAsLong();
    assertEquals(
        "A notice has no sender, so it cannot be replied to.",
        conflictOf(Reply.to(notice).by(bob)));
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    mailboxes().markRead(bob, lunch.id());
    messages().withdraw(lunch.id());
    assertEquals(
        "The message was withdrawn, so it cannot be replied to.",
        conflictOf(Reply.to(lunch.id()).by(bob)));
  }

  private String conflictOf(Reply reply) {
    return assertThrows(ConflictException.class, () -> messages().reply(reply)).detail();
  }

  @Test
  void pending_message_can_not_be_replied_to() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    try {
      settings().set(Setting.MODERATION_DEFAULT, ModerationDefault.PENDING);
      Message lunch = writeAsUser(alice, bob, "Lunch?");
      assertEquals(ModerationStatus.PENDING, lunch.moderationStatus());
      assertThrows(
          MessageNotFoundException.class, () -> messages().reply(Reply.to(lunch.id()).by(bob)));
    } finally {
      settings().reset();
    }
  }

  @Test
  void bad_reply_names_every_field_and_stores_nothing() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    Reply reply = Reply.to(lunch.id()).by(bob);
    assertEquals(
        Map.of(
            "subject", List.of("May not be blank."),
            "body", List.of("Null characters are not allowed."),
            "copies", List.of("Some usernames are unknown or no more active: unknown-user.")),
        replyErrors(reply.subject("  ").body("\0").copies("unknown-user").asUser()));
    assertEquals(
        Map.of(
            "subject", List.of("Control characters and line breaks are not allowed."),
            "copies", List.of("Some usernames are unknown or no more active: .")),
        replyErrors(reply.subject("a\r\nb").copies("\0")));
    assertEquals(Map.of("sender", List.of("May not be blank.")), replyErrors(Reply.to(1)));
    assertNull(mailboxes().get(bob, lunch.id()).readAt());
    assertEquals(0, tables().deliveryCount(alice));
  }

  @Test
  void reply_to_an_inactive_sender_is_rejected_with_the_name() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    sql().update("update lb_account set active = false where name = ?", alice);
    assertEquals(
        Map.of(
            "recipients", List.of("Some usernames are unknown or no more active: " + alice + ".")),
        replyErrors(Reply.to(lunch.id()).by(bob)));
  }
}
