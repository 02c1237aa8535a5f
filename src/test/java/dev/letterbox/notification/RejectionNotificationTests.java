package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a rejection notifies. */
class RejectionNotificationTests extends InServerTestBase implements OutboxServices {

  @Test
  void rejection_by_a_moderator_notifies_the_sender_with_the_reason() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String mona = users().create("mona");
    long id = writePending(NewMessage.from(alice).to(bob).subject("Buy now"));
    moderation().reject(mona, id, "Spam");
    Notification notification = awaitOnlyNotification(alice);
    assertEquals(NotificationType.REJECTION, notification.type());
    assertEquals("Spam", notification.message().reason());
    assertEquals(List.of(), scriptedChannel().attemptedFor(bob));

    moderation().takeBack(mona, id);
    moderation().reject(mona, id, "Spam again");
    await().until(() -> scriptedChannel().deliveredTo(alice).size() == 2);
    Notification again = scriptedChannel().deliveredTo(alice).get(1);
    assertEquals("Spam again", again.message().reason());
    assertNotEquals(notification.id(), again.id(), "id of the second rejection");
  }

  @Test
  void rejection_of_an_accepted_message_notifies_the_sender() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String mona = users().create("mona");
    long id = writePending(NewMessage.from(alice).to(bob).subject("Buy now"));
    moderation().accept(mona, id);
    assertEquals(id, awaitOnlyNotification(bob).message().id());
    moderation().takeBack(mona, id);
    moderation().reject(mona, id, "Spam after all");
    assertEquals("Spam after all", awaitOnlyNotification(alice).message().reason());
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(bob).size() == 1);
  }

  @Test
  void automatic_rejection_is_in_the_result_and_does_not_notify_the_sender() {
    String alice = users().create("alice");
    Message written =
        messages()
            .write(
                NewMessage.from(alice)
                    .to(users().create("bob"))
                    .subject("Buy now")
                    .moderatedBy(message -> Optional.of(new Rating(0, "Spam"))))
            .get(0);
    assertEquals(ModerationStatus.REJECTED, written.moderationStatus());
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(alice).isEmpty());
  }

  @Test
  void automatic_rejection_notifies_a_visitor_at_the_address_given() {
    String ann = users().newVisitorAddress();
    messages()
        .write(
            NewMessage.fromVisitor(ann)
                .to(users().create("bob"))
                .subject("Buy now")
                .moderatedBy(message -> Optional.of(new Rating(0, "Spam"))));
    Notification notification = awaitOnlyNotification(ann);
    assertTrue(notification.isToVisitor());
    assertEquals(NotificationType.REJECTION, notification.type());
    assertEquals(ann, notification.address());
    assertEquals("Spam", notification.message().reason());
  }

  @Test
  void rejection_by_a_moderator_notifies_a_visitor_with_the_reason() {
    String ann = users().newVisitorAddress();
    String mona = users().create("mona");
    long id =
        writePending(NewMessage.fromVisitor(ann).to(users().create("bob")).subject("Buy now"));
    moderation().reject(mona, id, "Spam");
    Notification notification = awaitOnlyNotification(ann);
    assertTrue(notification.isToVisitor());
    assertEquals(NotificationType.REJECTION, notification.type());
    assertEquals("Spam", notification.message().reason());
  }
}
