package dev.letterbox.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.conversation.DraftMessage;
import dev.letterbox.api.conversation.DraftRequest;
import dev.letterbox.api.conversation.Recipient;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WritingServices;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Drafts can be prefilled, and quote what they reply to. */
class DraftTests extends InServerTestBase implements WritingServices {

  private static List<Recipient> recipients(String... names) {
    return List.of(names).stream().map(name -> new Recipient(name, name)).toList();
  }

  @Test
  void draft_lists_allowed_recipients_and_reports_problems_of_others() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String carol = users().create("carol");
    String away = users().create("away");
    blocks().block(carol, alice);
    DraftMessage draft =
        drafts()
            .draft(
                DraftRequest.by(alice)
                    .to(bob, "unknown-user", carol, away, bob)
                    .subject(" Lunch? ")
                    .body("Dear\n"));
    assertEquals(
        new DraftMessage(
            null,
            recipients(bob),
            List.of(),
            null,
            "Lunch?",
            "Dear\n",
            List.of(
                "Some usernames are unknown or no more active: unknown-user.",
                "Some usernames are rejected: " + away + " (is away).",
                "Writing to some users is not possible: " + carol + " (has blocked you).")),
        draft);
    assertEquals(
        new DraftMessage(null, List.of(), List.of(), null, "", "", List.of()),
        drafts().draft(DraftRequest.by(alice)));
  }

  @Test
  void reply_draft_is_addressed_to_the_sender_and_quotes_the_message() {
    String nick = users().create("nick");
    String number = nick.substring("nick-".length());
    String bob = users().create("bob");
    String carol = users().create("carol");
    Message lunch = writeAsUser(nick, bob, "Lunch?");
    DraftMessage draft =
        drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id()).to(carol, "@" + number));
    assertEquals(lunch.id(), draft.replyTo());
    assertEquals(List.of(new Recipient("@" + number, "The " + number)), draft.recipients());
    assertEquals(recipients(carol), draft.copies());
    assertEquals("Re: Lunch?", draft.subject());
    assertEquals("\n\nThe " + number + " wrote:\n> Hello\n", draft.body());
    assertEquals(List.of(), draft.problems());
    assertNull(mailboxes().get(bob, lunch.id()).readAt(), "a draft does not mark it as read");
    DraftMessage prefilled =
        drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id()).subject("Soup").body("Yes."));
    assertEquals("Soup", prefilled.subject());
    assertEquals("Yes." + draft.body(), prefilled.body());
  }

  @Test
  void quick_reply_draft_quotes_only_if_the_setting_is_on() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    DraftRequest quick = DraftRequest.by(bob).replyingTo(lunch.id()).quickReply(true);
    assertEquals("", drafts().draft(quick).body());
    assertEquals("Re: Lunch?", drafts().draft(quick).subject());
    try {
      settings().set(Setting.QUOTE_BODY, true);
      assertEquals("\n\n" + alice + " wrote:\n> Hello\n", drafts().draft(quick).body());
    } finally {
      settings().reset();
    }
  }

  @Test
  void draft_uses_the_custom_reply_formatter() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message brief =
        messages()
            .write(NewMessage.from(alice).to(bob).subject("Lunch?").body("Brief: Hello"))
            .get(0);
    assertEquals(
        alice + ": Brief: Hello",
        drafts().draft(DraftRequest.by(bob).replyingTo(brief.id())).body());
  }

  @Test
  void reply_draft_reports_disallowed_recipients_and_keeps_the_rest() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    blocks().block(alice, bob);
    DraftMessage draft;
    try {
      settings().set(Setting.COPIES_ON_REPLY, false);
      draft = drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id()).to(alice));
    } finally {
      settings().reset();
    }
    assertEquals(List.of(), draft.recipients());
    assertEquals("Re: Lunch?", draft.subject());
    assertEquals(
        List.of(
            "Writing to some users is not possible: " + alice + " (has blocked you).",
            "Copies of replies are disabled."),
        draft.problems());
  }

  @Test
  void reply_draft_requires_a_repliable_message() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message lunch = writeAsUser(alice, bob, "Lunch?");
    for (String other : List.of(alice, users().create("carol"))) {
      assertThrows(
          MessageNotFoundException.class,
          () -> drafts().draft(DraftRequest.by(other).replyingTo(lunch.id())));
    }
    long notice = messages().sendNotice(Notice.info("Notice").to(bob)).messageId().getAsLong();
    assertEquals("A notice has no sender, so it cannot be replied to.", conflictOf(bob, notice));
    mailboxes().markRead(bob, lunch.id());
    messages().withdraw(lunch.id());
    assertEquals(
        "The message was withdrawn, so it cannot be replied to.", conflictOf(bob, lunch.id()));
    mailboxes().delete(bob, lunch.id());
    assertThrows(
        MessageNotFoundException.class,
        () -> drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id())));
  }

  private String conflictOf(String owner, long parent) {
    DraftRequest request = DraftRequest.by(owner).replyingTo(parent);
    return assertThrows(ConflictException.class, () -> drafts().draft(request)).detail();
  }

  @Test
  void bad_draft_names_every_field() {
    DraftRequest invalid =
        DraftRequest.by(users().create("alice"))
            .to(Collections.nCopies(101, "bob"))
            .subject("x".repeat(121))
            .body("\0");
    assertEquals(
        Set.of("recipients", "subject", "body"),
        assertThrows(InvalidInputException.class, () -> drafts().draft(invalid)).errors().keySet());
  }
}
