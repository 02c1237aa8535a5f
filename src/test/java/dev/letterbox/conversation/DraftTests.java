package dev.letterbox.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.DraftMessage;
import dev.letterbox.api.DraftRequest;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageWithdrawnException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NobodyToReplyToException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Recipient;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.WritingServices;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 3: compose can be prefilled, replies quote. */
public interface DraftTests extends WritingServices {

  private static List<Recipient> people(String... names) {
    return List.of(names).stream().map(name -> new Recipient(name, name)).toList();
  }

  @Test
  default void draft_names_those_who_can_be_written_to_and_says_why_others_can_not() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String carol = users().named("carol");
    String away = users().named("away");
    blocks().block(carol, alice);
    DraftMessage draft =
        drafts()
            .draft(
                DraftRequest.by(alice)
                    .to(bob, "nobody-of-this-name", carol, away, bob)
                    .subject(" Lunch? ")
                    .body("Dear\n"));
    assertEquals(
        new DraftMessage(
            null,
            people(bob),
            List.of(),
            null,
            "Lunch?",
            "Dear\n",
            List.of(
                "Some usernames are unknown or no more active: nobody-of-this-name.",
                "Some usernames are rejected: " + away + " (is away).",
                "Writing to some users is not possible: " + carol + " (has blocked you).")),
        draft);
    assertEquals(
        new DraftMessage(null, List.of(), List.of(), null, "", "", List.of()),
        drafts().draft(DraftRequest.by(alice)));
  }

  @Test
  default void draft_of_a_reply_goes_to_the_sender_and_quotes_what_he_wrote() {
    String nick = users().named("nick");
    String number = nick.substring("nick-".length());
    String bob = users().named("bob");
    String carol = users().named("carol");
    Message lunch = written(nick, bob, "Lunch?");
    DraftMessage draft =
        drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id()).to(carol, "@" + number));
    assertEquals(lunch.id(), draft.replyTo());
    assertEquals(List.of(new Recipient("@" + number, "The " + number)), draft.recipients());
    assertEquals(people(carol), draft.copies());
    assertEquals("Re: Lunch?", draft.subject());
    assertEquals("\n\nThe " + number + " wrote:\n> Hello\n", draft.body());
    assertEquals(List.of(), draft.problems());
    assertNull(mailboxes().get(bob, lunch.id()).readAt(), "a draft marks nothing");
    DraftMessage begun =
        drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id()).subject("Soup").body("Yes."));
    assertEquals("Soup", begun.subject());
    assertEquals("Yes." + draft.body(), begun.body());
  }

  @Test
  default void quick_reply_quotes_only_where_a_setting_says_so() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message lunch = written(alice, bob, "Lunch?");
    DraftRequest quick = DraftRequest.by(bob).replyingTo(lunch.id()).quickly();
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
  default void draft_uses_the_formatter_of_somebodys_own() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message brief =
        messages()
            .write(NewMessage.from(alice).to(bob).subject("Lunch?").body("Brief: Hello"))
            .get(0);
    assertEquals(
        alice + ": Brief: Hello",
        drafts().draft(DraftRequest.by(bob).replyingTo(brief.id())).body());
  }

  @Test
  default void draft_of_a_reply_says_who_can_not_be_written_to_and_keeps_the_rest() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message lunch = written(alice, bob, "Lunch?");
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
            "A reply goes to nobody else."),
        draft.problems());
  }

  @Test
  default void draft_of_a_reply_is_there_only_for_what_can_be_replied_to() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message lunch = written(alice, bob, "Lunch?");
    for (String other : List.of(alice, users().named("carol"))) {
      assertThrows(
          MessageNotFoundException.class,
          () -> drafts().draft(DraftRequest.by(other).replyingTo(lunch.id())));
    }
    long notice = messages().notify(Notice.info("Notice").to(bob)).messageId().getAsLong();
    assertThrows(
        NobodyToReplyToException.class,
        () -> drafts().draft(DraftRequest.by(bob).replyingTo(notice)));
    mailboxes().markRead(bob, lunch.id());
    messages().withdraw(lunch.id());
    assertThrows(
        MessageWithdrawnException.class,
        () -> drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id())));
    mailboxes().delete(bob, lunch.id());
    assertThrows(
        MessageNotFoundException.class,
        () -> drafts().draft(DraftRequest.by(bob).replyingTo(lunch.id())));
  }

  @Test
  default void bad_draft_names_every_field() {
    DraftRequest bad =
        DraftRequest.by(users().named("alice"))
            .to(Collections.nCopies(101, "bob"))
            .subject("x".repeat(121))
            .body("\0");
    assertEquals(
        Set.of("recipients", "subject", "body"),
        assertThrows(InvalidInputException.class, () -> drafts().draft(bad)).errors().keySet());
  }
}
