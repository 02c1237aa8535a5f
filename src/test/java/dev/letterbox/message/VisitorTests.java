package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Kind;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.RecipientGoneException;
import dev.letterbox.api.Reply;
import dev.letterbox.api.VisitorsClosedException;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.ModerationServices;
import dev.letterbox.testing.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 5. */
public interface VisitorTests extends ModerationServices {

  private static String address() {
    return "ann-" + UUID.randomUUID() + "@mail.example.org";
  }

  private Message ofVisitor(String address, String recipient) {
    return messages()
        .write(
            NewMessage.fromVisitor(address)
                .to(recipient)
                .subject("Your offer")
                .body("Still there?"))
        .get(0);
  }

  @Test
  default void visitor_writes_to_a_user_who_sees_no_address() {
    String bob = users().named("bob");
    String address = address();
    Message written = ofVisitor(address, bob);
    Message read = mailboxes().get(bob, written.id());
    assertEquals(Kind.MESSAGE, read.kind());
    assertNull(read.sender());
    assertEquals(bob, read.recipient());
    assertTrue(
        read.visitor().matches("[0-9a-f]{4}\\.\\.[0-9a-f]{4}@mail\\.example"), read.visitor());
    assertEquals(read.visitor(), written.visitor());
    assertEquals(written.sentAt(), written.deletedAt(), "the visitor's side is deleted by itself");
    assertFalse(read.toString().contains(address));
    assertFalse(
        NewMessage.fromVisitor(address).toString().contains(address), "nor does any log see it");
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(
        read.visitor(),
        mailboxes().page(PageRequest.inbox(bob).withoutMarkingRead()).results().get(0).visitor());
    assertEquals(0, rows().wrongCounters(List.of(bob)));
    Awaitility.await().until(() -> heard().notificationsFor(bob).size() == 1);
  }

  @Test
  default void visitor_gets_an_answer_that_is_read_by_itself() {
    String bob = users().named("bob");
    Message question = ofVisitor(address(), bob);
    Message answer = messages().reply(Reply.to(question.id()).by(bob).body("It is.")).get(0);
    assertNull(answer.recipient());
    assertEquals(question.visitor(), answer.visitor());
    assertEquals("Re: Your offer", answer.subject());
    assertEquals(question.id(), answer.parent());
    assertEquals(
        0, rows().number("select count(*) from lb_delivery where message_id = ?", answer.id()));
    Message sent = mailboxes().get(bob, answer.id());
    assertEquals(question.visitor(), sent.visitor());
    assertNotNull(sent.readAt());
    Message inFolder = mailboxes().page(PageRequest.of(Folder.SENT, bob)).results().get(0);
    assertEquals(sent.visitor(), inFolder.visitor());
    assertEquals(sent.readAt(), inFolder.readAt());
    assertEquals(answer.sentAt(), mailboxes().get(bob, question.id()).repliedAt());
    Awaitility.await().until(() -> heard().eventsOf(bob).size() == 1);
    assertEquals(
        new MessageSent(answer.id(), Kind.MESSAGE, bob, null, 0, true, question.id(), true),
        heard().eventsOf(bob).get(0).sent());
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void answer_to_a_visitor_that_is_pending_is_not_read_and_marks_nothing() {
    String bob = users().named("bob");
    Message question = ofVisitor(address(), bob);
    settings().set(Setting.MODERATION_DEFAULT, Setting.ModerationDefault.PENDING);
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
  default void visitor_to_whom_nobody_answers_has_the_same_work_done() throws Exception {
    String bob = users().named("bob");
    String gone = users().inactive("gone");
    ofVisitor(address(), bob);
    Message[] refused = new Message[2];
    int known = Statements.during(() -> ofVisitor(address(), bob)).size();
    int unknown =
        Statements.during(() -> refused[0] = ofVisitor(address(), "nobody-is-called-this")).size();
    int inactive = Statements.during(() -> refused[1] = ofVisitor(address(), gone)).size();
    int more = onDerby() ? 4 : 3; // delivery, counters, outbox
    assertTrue(known - unknown <= more, known + " and " + unknown);
    assertEquals(unknown, inactive);
    for (Message message : refused) {
      assertEquals(ModerationStatus.REJECTED, message.moderationStatus());
      assertNull(message.moderationReason());
      assertEquals(
          0, rows().number("select count(*) from lb_delivery where message_id = ?", message.id()));
    }
    long id = refused[0].id();
    moderation().takeBack("mona", id);
    assertThrows(RecipientGoneException.class, () -> moderation().accept("mona", id));
    assertEquals(ModerationStatus.PENDING, moderation().get(id).status());
  }

  @Test
  default void visitor_is_moderated() {
    String bob = users().named("bob");
    Message rejected =
        messages()
            .write(
                NewMessage.fromVisitor(address())
                    .to(bob)
                    .subject("Spam")
                    .moderatedBy(message -> Optional.of(Rating.reject("spam"))))
            .get(0);
    assertEquals(ModerationStatus.REJECTED, rejected.moderationStatus());
    assertEquals("spam", rejected.moderationReason());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, rejected.id()));
  }

  @Test
  default void visitor_names_one_recipient_and_one_address() {
    String bob = users().named("bob");
    NewMessage good = NewMessage.fromVisitor(address()).to(bob).subject("Good");
    for (String bad :
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
      InvalidInputException refused =
          assertThrows(
              InvalidInputException.class,
              () -> messages().write(NewMessage.fromVisitor(bad).to(bob).subject("Bad")));
      assertEquals(Set.of("visitor"), refused.errors().keySet(), bad);
      assertTrue(bad.isBlank() || !refused.getMessage().contains(bad), "it is repeated nowhere");
    }
    assertThrows(InvalidInputException.class, () -> messages().write(good.to(bob, bob)));
    assertThrows(InvalidInputException.class, () -> messages().write(good.to()));
    assertEquals(
        Map.of(
            "recipients", List.of("Control characters and line breaks are not allowed."),
            "subject", List.of("May not be blank.")),
        assertThrows(
                InvalidInputException.class, () -> messages().write(good.to("a\nb").subject("  ")))
            .errors());
    assertEquals(0, rows().deliveries(bob));
  }

  @Test
  default void visitors_write_only_where_the_setting_allows_it() {
    String bob = users().named("bob");
    settings().set(Setting.VISITORS, false);
    try {
      assertThrows(VisitorsClosedException.class, () -> ofVisitor(address(), bob));
    } finally {
      settings().reset();
    }
    assertEquals(0, rows().deliveries(bob));
  }
}
