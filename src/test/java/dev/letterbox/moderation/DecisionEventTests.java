package dev.letterbox.moderation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Kind;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.testing.HeardDecisions;
import dev.letterbox.testing.ModerationServices;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The events of messages that are accepted or rejected: when, by whom, in which transaction. */
public interface DecisionEventTests extends ModerationServices {

  private static HeardDecisions decisions() {
    return CDI.current().select(HeardDecisions.class).get();
  }

  private static NewMessage letter(String sender, String recipient) {
    return NewMessage.from(sender).to(recipient).subject("Buy").body("now");
  }

  @Test
  default void message_that_is_accepted_is_told_inside_its_transaction_and_by_who_commits_it()
      throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    transaction().begin();
    long id = messages().write(letter(alice, bob)).get(0).id();
    MessageSent sent = new MessageSent(id, Kind.MESSAGE, alice, bob, 1, true, null, false);
    assertEquals(List.of(sent), decisions().sentInside(alice), "who takes part hears at once");
    assertEquals(List.of(), decisions().sentAfterwards(alice), "not before the commit");
    transaction().commit();
    assertEquals(List.of(sent), decisions().sentAfterwards(alice), "by the one who commits");
    assertEquals(List.of(sent), decisions().sentInside(alice), "once");
  }

  @Test
  default void message_that_waits_is_told_when_a_moderator_accepts_it() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = pending(letter(alice, bob));
    assertEquals(List.of(), decisions().sentInside(alice));
    moderation().accept(users().named("mona"), id);
    MessageSent sent = new MessageSent(id, Kind.MESSAGE, alice, bob, 1, true, null, false);
    assertEquals(List.of(sent), decisions().sentInside(alice));
    assertEquals(List.of(sent), decisions().sentAfterwards(alice));
    assertEquals(List.of(), decisions().rejectedInside(alice));
  }

  @Test
  default void message_that_is_accepted_again_is_told_again_and_notifies_nobody() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String mona = users().named("mona");
    long id = pending(letter(alice, bob));
    moderation().accept(mona, id);
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    MessageSent sent = new MessageSent(id, Kind.MESSAGE, alice, bob, 1, true, null, false);
    MessageSent again = new MessageSent(id, Kind.MESSAGE, alice, bob, 1, false, null, false);
    assertEquals(List.of(sent, again), decisions().sentInside(alice));
    assertEquals(List.of(sent, again), decisions().sentAfterwards(alice));
  }

  @Test
  default void rejection_by_auto_moderators_is_told_in_each_way_once() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id =
        messages()
            .write(letter(alice, bob).moderatedBy(each -> Optional.of(new Rating(0, "Spam"))))
            .get(0)
            .id();
    heardOnce(new MessageRejected(id, alice, bob, null, "Spam", false));
    assertEquals(List.of(), decisions().sentInside(alice), "it was never sent");
  }

  @Test
  default void rejection_by_a_moderator_is_told_in_each_way_once_with_his_name() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String mona = users().named("mona");
    long id = pending(letter(alice, bob));
    moderation().reject(mona, id, "Rude");
    heardOnce(new MessageRejected(id, alice, bob, mona, "Rude", true));
    assertEquals(List.of(), decisions().sentInside(alice), "it was never sent");
  }

  private void heardOnce(MessageRejected rejected) {
    String sender = rejected.sender();
    assertEquals(List.of(rejected), decisions().rejectedInside(sender));
    assertEquals(List.of(rejected), decisions().rejectedAfterwards(sender));
    await().until(() -> !decisions().rejectedLater(sender).isEmpty());
    staysTrue(() -> decisions().rejectedLater(sender).size() == 1);
    HeardDecisions.Later later = decisions().rejectedLater(sender).get(0);
    assertEquals(rejected, later.event());
    assertTrue(later.committed(), "another transaction sees that it is rejected");
    assertTrue(later.managed(), "on a thread of the server's");
  }

  @Test
  default void decision_that_is_rolled_back_is_told_to_nobody_afterwards() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String mona = users().named("mona");
    long rejected = pending(letter(alice, bob));
    long accepted = pending(letter(alice, bob));
    transaction().begin();
    moderation().reject(mona, rejected, "Rude");
    moderation().accept(mona, accepted);
    messages().write(letter(alice, bob).moderatedBy(each -> Optional.of(new Rating(0, "Spam"))));
    assertEquals(2, decisions().rejectedInside(alice).size(), "who takes part hears at once");
    assertEquals(1, decisions().sentInside(alice).size());
    transaction().rollback();
    moderation().reject(mona, accepted, "After all");
    await().until(() -> !decisions().rejectedLater(alice).isEmpty());
    staysTrue(() -> decisions().rejectedLater(alice).size() == 1);
    assertEquals(
        List.of(new MessageRejected(accepted, alice, bob, mona, "After all", true)),
        decisions().rejectedAfterwards(alice));
    assertEquals(List.of(), decisions().sentAfterwards(alice));
    assertEquals(List.of(), heard().eventsOf(alice));
  }
}
