package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.ConflictException;
import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.shared.config.ModerationDefault;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.ModerationServices;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Messages of visitors. */
class VisitorMessageTests extends InServerTestBase implements ModerationServices {

  private Message writeAsVisitor(String address, String recipient) {
    return messages()
        .write(
            NewMessage.fromVisitor(address)
                .to(recipient)
                .subject("Your offer")
                .body("Still there?"))
        .get(0);
  }

  @Test
  void visitor_message_hides_the_address_from_its_recipient() {
    String bob = users().create("bob");
    String address = users().newVisitorAddress();
    Message written = writeAsVisitor(address, bob);
    Message read = mailboxes().get(bob, written.id());
    assertEquals(MessageKind.MESSAGE, read.kind());
    assertNull(read.sender());
    assertEquals(bob, read.recipient());
    assertTrue(
        read.visitor().matches("[0-9a-f]{4}\\.\\.[0-9a-f]{4}@mail\\.example"), read.visitor());
    assertEquals(read.visitor(), written.visitor());
    assertEquals(written.sentAt(), written.deletedAt(), "deleted for the visitor at once");
    assertFalse(read.toString().contains(address));
    assertFalse(
        NewMessage.fromVisitor(address).toString().contains(address), "nor does a log contain it");
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(
        read.visitor(), mailboxes().page(PageRequest.inbox(bob)).results().get(0).visitor());
    tables().assertCountersExact(bob);
    Awaitility.await().until(() -> recordedNotifications().notificationsFor(bob).size() == 1);
  }

  @Test
  void reply_to_a_visitor_counts_as_read() {
    String bob = users().create("bob");
    Message question = writeAsVisitor(users().newVisitorAddress(), bob);
    Message answer = messages().reply(Reply.to(question.id()).by(bob).body("It is.")).get(0);
    assertNull(answer.recipient());
    assertEquals(question.visitor(), answer.visitor());
    assertEquals("Re: Your offer", answer.subject());
    assertEquals(question.id(), answer.parent());
    assertEquals(
        0,
        tables()
            .selectNumber("select count(*) from lb_delivery where message_id = ?", answer.id()));
    Message sent = mailboxes().get(bob, answer.id());
    assertEquals(question.visitor(), sent.visitor());
    assertNotNull(sent.readAt());
    Message listed = mailboxes().page(PageRequest.of(Folder.SENT, bob)).results().get(0);
    assertEquals(sent.visitor(), listed.visitor());
    assertEquals(sent.readAt(), listed.readAt());
    assertEquals(answer.sentAt(), mailboxes().get(bob, question.id()).repliedAt());
    Awaitility.await().until(() -> recordedEvents().eventsOf(bob).size() == 1);
    assertEquals(
        new MessageSent(answer.id(), MessageKind.MESSAGE, bob, null, 0, true, question.id(), true),
        recordedEvents().eventsOf(bob).get(0).event());
    tables().assertCountersExact(bob);
  }

  @Test
  void pending_reply_to_a_visitor_is_unread_and_does_not_mark_its_parent_as_replied() {
    String bob = users().create("bob");
    Message question = writeAsVisitor(users().newVisitorAddress(), bob);
    settings().set(Setting.MODERATION_DEFAULT, ModerationDefault.PENDING);
    long answer;
    try {
      answer = messages().reply(Reply.to(question.id()).by(bob).body("x").asUser()).get(0).id();
    } finally {
      settings().reset();
    }
    assertNull(mailboxes().get(bob, answer).readAt());
    assertNull(mailboxes().get(bob, question.id()).repliedAt());
    assertNull(moderation().get(answer).recipient());
    assertEquals(question.visitor(), moderation().get(answer).visitor());
    moderation().accept("mona", answer);
    assertNotNull(mailboxes().get(bob, answer).readAt());
    assertNotNull(mailboxes().get(bob, question.id()).repliedAt());
    moderation().takeBack("mona", answer);
    assertNull(mailboxes().get(bob, answer).readAt());
    assertNull(mailboxes().get(bob, question.id()).repliedAt());
  }

  @Test
  void visitor_message_to_an_unknown_user_costs_the_same_statements_and_is_rejected()
      throws Exception {
    String bob = users().create("bob");
    String inactiveUser = users().createInactive("gone");
    writeAsVisitor(users().newVisitorAddress(), bob);
    Message[] rejected = new Message[2];
    int statementsForKnown =
        StatementRecorder.capture(() -> writeAsVisitor(users().newVisitorAddress(), bob)).size();
    int statementsForUnknown =
        StatementRecorder.capture(
                () -> rejected[0] = writeAsVisitor(users().newVisitorAddress(), "unknown-user"))
            .size();
    int statementsForInactive =
        StatementRecorder.capture(
                () -> rejected[1] = writeAsVisitor(users().newVisitorAddress(), inactiveUser))
            .size();
    int extraStatements = isOnDerby() ? 4 : 3; // delivery, counters, outbox
    assertTrue(
        statementsForKnown - statementsForUnknown <= extraStatements,
        statementsForKnown + " and " + statementsForUnknown);
    assertEquals(statementsForUnknown, statementsForInactive);
    for (Message message : rejected) {
      assertEquals(ModerationStatus.REJECTED, message.moderationStatus());
      assertNull(message.moderationReason());
      assertEquals(
          0,
          tables()
              .selectNumber("select count(*) from lb_delivery where message_id = ?", message.id()));
    }
    long id = rejected[0].id();
    moderation().takeBack("mona", id);
    assertEquals(
        "There is no user whom this message could be delivered to.",
        assertThrows(ConflictException.class, () -> moderation().accept("mona", id)).detail());
    assertEquals(ModerationStatus.PENDING, moderation().get(id).status());
  }

  @Test
  void visitor_message_is_moderated() {
    String bob = users().create("bob");
    Message rejected =
        messages()
            .write(
                NewMessage.fromVisitor(users().newVisitorAddress())
                    .to(bob)
                    .subject("Spam")
                    .moderatedBy(message -> Optional.of(Rating.reject("spam"))))
            .get(0);
    assertEquals(ModerationStatus.REJECTED, rejected.moderationStatus());
    assertEquals("spam", rejected.moderationReason());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, rejected.id()));
  }

  @Test
  void visitor_message_requires_one_recipient_and_one_valid_address() {
    String bob = users().create("bob");
    NewMessage valid = NewMessage.fromVisitor(users().newVisitorAddress()).to(bob).subject("Good");
    for (String invalid :
        List.of(
            "",
            " ",
            "ann",
            "@example.org",
            "ann@",
            "ann@a@b",
            "ann@example.org,bea@example.org",
            "ann@example.org bea@example.org",
            "Ann <ann@example.org>",
            "ann@example.org\r\nBcc: bea@example.org",
            "ann\0@example.org",
            "a".repeat(243) + "@example.org")) {
      InvalidInputException exception =
          assertThrows(
              InvalidInputException.class,
              () -> messages().write(NewMessage.fromVisitor(invalid).to(bob).subject("Bad")));
      assertEquals(Set.of("visitor"), exception.errors().keySet(), invalid);
      assertTrue(
          invalid.isBlank() || !exception.getMessage().contains(invalid),
          "the message does not repeat the address");
    }
    assertThrows(InvalidInputException.class, () -> messages().write(valid.to(bob, bob)));
    assertThrows(InvalidInputException.class, () -> messages().write(valid.to()));
    assertEquals(
        Map.of(
            "recipients", List.of("Control characters and line breaks are not allowed."),
            "subject", List.of("May not be blank.")),
        assertThrows(
                InvalidInputException.class, () -> messages().write(valid.to("a\nb").subject("  ")))
            .errors());
    assertEquals(0, tables().deliveryCount(bob));
  }

  @Test
  void setting_disables_visitor_messages() {
    String bob = users().create("bob");
    settings().set(Setting.VISITORS_ALLOWED, false);
    try {
      assertThrows(
          NotPermittedException.class, () -> writeAsVisitor(users().newVisitorAddress(), bob));
    } finally {
      settings().reset();
    }
    assertEquals(0, tables().deliveryCount(bob));
  }
}
