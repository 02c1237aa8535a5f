package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ExtensionFailedException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageNotPendingException;
import dev.letterbox.api.MessagePendingException;
import dev.letterbox.api.ModeratedMessage;
import dev.letterbox.api.ModeratedMessage.GivenRating;
import dev.letterbox.api.ModerationPage;
import dev.letterbox.api.ModerationRequest;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.ModerationServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 4, but for the filters. */
public interface ModerationTests extends ModerationServices {

  /** A message about which nobody has an opinion, so that a moderator decides. */
  private long pending(NewMessage message) {
    return written(PENDING, message).id();
  }

  private Message written(ModerationStatus expected, NewMessage message) {
    settings().set(Setting.MODERATION_DEFAULT, Setting.ModerationDefault.PENDING);
    try {
      Message written = messages().write(message.moderatedBy(each -> Optional.empty())).get(0);
      assertEquals(expected, written.moderationStatus());
      return written;
    } finally {
      settings().reset();
    }
  }

  private long pendingReply(Reply reply) {
    settings().set(Setting.MODERATION_DEFAULT, Setting.ModerationDefault.PENDING);
    try {
      return messages().reply(reply.moderatedBy(each -> Optional.empty())).get(0).id();
    } finally {
      settings().reset();
    }
  }

  private static AutoModerator rates(double value, String reason) {
    return message -> Optional.of(new Rating(value, reason));
  }

  @Test
  default void pending_message_counts_nowhere_until_it_is_accepted() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = pending(NewMessage.from(alice).to(bob).subject("Wait"));
    assertEquals(0, mailboxes().unreadCount(bob));
    assertEquals(0, mailboxes().summary(bob).unread());
    assertEquals(0, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertThrows(
        MessageNotFoundException.class, () -> messages().reply(Reply.to(id).by(bob).body("x")));
    Message ofSender = mailboxes().get(alice, id);
    assertEquals(PENDING, ofSender.moderationStatus());
    assertEquals(bob, ofSender.recipient());
    assertTrue(heard().eventsOf(alice).isEmpty());

    ModeratedMessage accepted = moderation().accept("mona", id);
    assertEquals(ACCEPTED, accepted.status());
    assertEquals("mona", accepted.decidedBy());
    assertNotNull(accepted.decidedAt());
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(1, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    assertEquals(ACCEPTED, mailboxes().get(alice, id).moderationStatus());
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
    Awaitility.await().until(() -> heard().notificationsFor(bob).size() == 1);
  }

  @Test
  default void rejected_message_tells_its_sender_why_and_nothing_to_its_recipient() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = pending(NewMessage.from(alice).to(bob).subject("No"));
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
  default void reason_of_a_moderator_is_one_line_of_at_most_120_characters() {
    String alice = users().named("alice");
    long id = pending(NewMessage.from(alice).to(users().named("bob")).subject("Reasons"));
    for (String bad : List.of("x".repeat(121), "a\nb", "a\0b", "\ud800")) {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> moderation().reject("mona", id, bad));
      assertEquals(Set.of("reason"), refused.errors().keySet());
    }
    assertThrows(InvalidInputException.class, () -> moderation().accept(" ", id));
    assertEquals(PENDING, moderation().get(id).status());
    assertNull(moderation().reject("mona", id, "  ").reason());
    moderation().takeBack("mona", id);
    String longest = "\uD83D\uDCEC".repeat(120);
    assertEquals(longest, moderation().reject("mona", id, longest).reason());
  }

  @Test
  default void decisions_are_taken_on_pending_messages_only() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = pending(NewMessage.from(alice).to(bob).subject("Once"));
    assertThrows(MessagePendingException.class, () -> moderation().takeBack("mona", id));
    moderation().accept("mona", id);
    assertThrows(MessageNotPendingException.class, () -> moderation().accept("max", id));
    assertThrows(MessageNotPendingException.class, () -> moderation().reject("max", id, ""));
    assertEquals("mona", moderation().get(id).decidedBy());
    assertThrows(MessageNotFoundException.class, () -> moderation().accept("mona", -1));
    assertThrows(MessageNotFoundException.class, () -> moderation().get(-1));
  }

  @Test
  default void accepted_message_that_is_taken_back_is_nowhere_until_it_is_accepted_again() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = pending(NewMessage.from(alice).to(bob).subject("To and fro"));
    moderation().accept("mona", id);
    mailboxes().markRead(bob, id);
    Awaitility.await().until(() -> heard().notificationsFor(bob).size() == 1);

    assertEquals(PENDING, moderation().takeBack("max", id).status());
    assertEquals("max", moderation().get(id).decidedBy());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    assertEquals(0, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));

    moderation().reject("mona", id, "After all");
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, id));
    moderation().takeBack("mona", id);
    assertNull(moderation().get(id).reason());
    moderation().accept("mona", id);
    assertNotNull(mailboxes().get(bob, id).readAt(), "as he had left it");
    assertEquals(1, mailboxes().page(PageRequest.inbox(bob)).count().orElseThrow());
    assertEquals(0, mailboxes().unreadCount(bob));
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
    Awaitility.await().until(() -> heard().eventsOf(alice).size() == 2);
    staysTrue(() -> heard().notificationsFor(bob).size() == 1);
  }

  @Test
  default void reply_marks_what_it_replies_to_only_while_it_is_accepted() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long root = messages().write(NewMessage.from(alice).to(bob).subject("Root")).get(0).id();
    long reply = pendingReply(Reply.to(root).by(bob).body("Later"));
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
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
  }

  @Test
  default void moderators_of_the_call_decide_and_their_ratings_are_kept() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message rejected =
        messages()
            .write(
                NewMessage.from(alice)
                    .to(bob)
                    .subject("Rated")
                    .moderatedBy(each -> Optional.empty(), rates(40, "rude"), rates(0, "spam")))
            .get(0);
    assertEquals(REJECTED, rejected.moderationStatus());
    assertEquals("spam", rejected.moderationReason());
    ModeratedMessage seen = moderation().get(rejected.id());
    String name = ModerationTests.class.getSimpleName();
    assertEquals(
        List.of(
            new GivenRating(name, null, null),
            new GivenRating(name, 40.0, "rude"),
            new GivenRating(name, 0.0, "spam")),
        seen.ratings());
    assertNull(seen.decidedBy());
    assertNotNull(seen.decidedAt());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, rejected.id()));
  }

  @Test
  default void application_without_moderators_is_not_moderated_and_a_user_is() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Default");
    settings().set(Setting.MODERATION_DEFAULT, Setting.ModerationDefault.REJECT);
    try {
      assertEquals(ACCEPTED, messages().write(message).get(0).moderationStatus());
      assertEquals(REJECTED, messages().write(message.asUser()).get(0).moderationStatus());
      settings().set(Setting.MODERATION_DEFAULT, Setting.ModerationDefault.PENDING);
      assertEquals(PENDING, messages().write(message.asUser()).get(0).moderationStatus());
      assertEquals(
          ACCEPTED,
          messages().write(message.asUser().moderatedBy(rates(50, ""))).get(0).moderationStatus());
    } finally {
      settings().reset();
    }
  }

  @Test
  default void beans_are_asked_in_the_order_of_their_priority_for_what_users_write_only() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Beans").body(WordModerator.RUDE);
    assertEquals(ACCEPTED, messages().write(message).get(0).moderationStatus());
    Message rejected = messages().write(message.asUser()).get(0);
    assertEquals(REJECTED, rejected.moderationStatus());
    assertEquals("Watch your words", rejected.moderationReason(), "its default reason");
    assertEquals(
        List.of("WordModerator", "Last of all"),
        moderation().get(rejected.id()).ratings().stream().map(GivenRating::moderator).toList());
    Message good = messages().write(message.body("fine").asUser()).get(0);
    assertEquals(ACCEPTED, good.moderationStatus());
  }

  @Test
  default void moderator_that_throws_is_named_and_nothing_is_stored() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Broken " + alice);
    ExtensionFailedException failed =
        assertThrows(
            ExtensionFailedException.class,
            () -> messages().write(message.body(WordModerator.BROKEN).asUser()));
    assertEquals(WordModerator.class.getName(), failed.extension());
    assertThrows(
        ExtensionFailedException.class,
        () ->
            messages()
                .write(
                    message.moderatedBy(
                        each -> {
                          throw new IllegalStateException("given");
                        })));
    assertEquals(0, rows().messages("Broken " + alice));
    assertEquals(0, rows().deliveries(bob));
  }

  @Test
  default void queue_shows_what_is_pending_by_pages_in_both_styles() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(pending(NewMessage.from(alice).to(bob).subject("Queued " + i).body("word" + i % 2)));
    }
    long withdrawn = pending(NewMessage.from(alice).to(bob).subject("Withdrawn"));
    messages().withdraw(withdrawn);
    assertThrows(MessageNotFoundException.class, () -> moderation().accept("mona", withdrawn));

    ModerationRequest mine = ModerationRequest.pending().from(alice).limit(2);
    ModerationPage second = moderation().page(mine.offset(2));
    assertEquals(5, second.count().orElseThrow());
    assertEquals(ids.subList(2, 4), idsOf(second));
    assertEquals(List.of(), idsOf(moderation().page(mine.offset(7))));
    assertEquals(List.of(ids.get(4), ids.get(3)), idsOf(moderation().page(mine.newestFirst(true))));

    List<Long> seen = new ArrayList<>();
    ModerationPage page = moderation().page(mine.at(PageRequest.BEGIN));
    assertTrue(page.count().isEmpty() && page.previous().isEmpty());
    seen.addAll(idsOf(page));
    while (page.next().isPresent()) {
      page = moderation().page(mine.at(page.next().get()));
      seen.addAll(idsOf(page));
    }
    assertEquals(ids, seen);
    ModerationPage before = moderation().page(mine.at(page.previous().orElseThrow()));
    assertEquals(ids.subList(2, 4), idsOf(before));

    assertEquals(5, moderation().page(ModerationRequest.pending().to(bob)).results().size());
    MessageFilter word = MessageFilter.ALL.containing("WORD1");
    assertEquals(List.of(ids.get(1), ids.get(3)), idsOf(moderation().page(mine.filter(word))));
    moderation().accept("mona", ids.get(0));
    moderation().reject("mona", ids.get(1), "");
    assertEquals(3, moderation().page(mine).count().orElseThrow());
    assertEquals(List.of(ids.get(0)), idsOf(moderation().page(with(ACCEPTED, alice))));
    assertEquals(List.of(ids.get(1)), idsOf(moderation().page(with(REJECTED, alice))));
  }

  private static ModerationRequest with(ModerationStatus status, String sender) {
    return ModerationRequest.of(status).from(sender);
  }

  private static List<Long> idsOf(ModerationPage page) {
    return page.results().stream().map(ModeratedMessage::id).toList();
  }

  @Test
  default void request_for_the_queue_names_everything_that_is_wrong() {
    ModerationRequest bad =
        ModerationRequest.pending()
            .from("a\0b")
            .filter(MessageFilter.ALL.unread(true))
            .offset(-1)
            .limit(0);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> moderation().page(bad));
    assertEquals(Set.of("sender", "filter", "offset", "limit"), refused.errors().keySet());
    assertEquals(
        Map.of("cursor", List.of("Is not one of this list; begin with an empty one.")),
        assertThrows(
                InvalidInputException.class,
                () -> moderation().check(ModerationRequest.pending().at("abc")))
            .errors());
  }

  @Test
  default void of_moderators_who_decide_at_once_one_succeeds() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long root = messages().write(NewMessage.from(bob).to(alice).subject("Root")).get(0).id();
    for (int round = 0; round < 12; round++) {
      long id =
          round % 2 == 0
              ? pending(NewMessage.from(alice).to(bob).subject("Race " + round))
              : pendingReply(Reply.to(root).by(alice).body("Race " + round));
      List<Boolean> done =
          AtOnce.all(
              List.of(
                  succeeds(() -> moderation().accept("mona", id)),
                  succeeds(() -> moderation().reject("max", id, "no")),
                  succeeds(() -> moderation().accept("moritz", id)),
                  succeeds(() -> moderation().reject("mia", id, "no"))));
      assertEquals(1, done.stream().filter(each -> each).count(), "decisions in round " + round);
      assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
      ModeratedMessage decided = moderation().get(id);
      long delivered = rows().number("select count(*) from lb_delivery where message_id = ?", id);
      assertEquals(decided.status() == ACCEPTED ? 1 : 0, delivered);
      List<Boolean> back = AtOnce.times(3, succeeds(() -> moderation().takeBack("mona", id)));
      assertEquals(1, back.stream().filter(each -> each).count(), "taken back in round " + round);
      assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
    }
  }

  /** Whether it succeeds; that somebody else was first is the only other end. */
  private static Callable<Boolean> succeeds(Runnable decision) {
    return () -> {
      try {
        decision.run();
        return true;
      } catch (MessageNotPendingException | MessagePendingException e) {
        return false; // somebody else was first
      }
    };
  }
}
