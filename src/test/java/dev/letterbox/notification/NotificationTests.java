package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.config.NotificationRoutes;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which events notify which recipients. */
class NotificationTests extends InServerTestBase implements OutboxServices {

  private Message writeLunch(String sender, String recipient) {
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject("Lunch").body("At noon?"))
        .get(0);
  }

  @Test
  void accepted_message_notifies_its_recipient() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message written = writeLunch(alice, bob);
    Notification notification = awaitOnlyNotification(bob);
    assertEquals(NotificationType.MESSAGE, notification.type());
    assertEquals(bob, notification.recipient().name());
    assertFalse(notification.isToVisitor());
    assertTrue(notification.id().matches("[a-z0-9.-]{10,100}"), notification.id());
    assertEquals(
        new MessageSnapshot(
            written.id(),
            written.id(),
            MessageKind.MESSAGE,
            alice,
            alice,
            "Lunch",
            "At noon?",
            written.level(),
            Set.of(),
            "",
            written.sentAt(),
            null),
        notification.message());
  }

  @Test
  void reply_to_what_the_recipient_sent_is_a_reply_and_its_copy_a_message() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String carol = users().create("carol");
    Message question = writeLunch(alice, bob);
    messages().reply(Reply.to(question.id()).by(bob).body("Yes").copies(carol));
    Notification reply = awaitOnlyNotification(alice);
    assertEquals(NotificationType.REPLY, reply.type());
    assertEquals(question.id(), reply.message().thread());
    assertEquals(NotificationType.MESSAGE, awaitOnlyNotification(carol).type());
  }

  @Test
  void notice_has_its_level_tags_and_view_and_no_sender() {
    String bob = users().create("bob");
    messages().sendNotice(Notice.warning("Disk full").to(bob).tags("disk").view("storage"));
    Notification notification = awaitOnlyNotification(bob);
    assertEquals(NotificationType.NOTICE, notification.type());
    assertEquals(Level.WARNING, notification.message().level());
    assertEquals(Set.of("disk"), notification.message().tags());
    assertEquals("storage", notification.message().view());
    assertNull(notification.message().sender());
    assertEquals("", notification.message().senderName());
  }

  @Test
  void pending_message_notifies_no_user_until_it_is_accepted() {
    String bob = users().create("bob");
    String mona = users().create("mona");
    long id = writePending(NewMessage.from(users().create("alice")).to(bob).subject("Wait"));
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(bob).isEmpty());
    moderation().accept(mona, id);
    assertEquals(id, awaitOnlyNotification(bob).message().id());
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(bob).size() == 1);
  }

  @Test
  void message_taken_back_before_delivery_is_notified_when_accepted_again() throws Exception {
    String bob = users().create("bob");
    String mona = users().create("mona");
    long id = writePending(NewMessage.from(users().create("alice")).to(bob).subject("Wait"));
    transaction().begin();
    moderation().accept(mona, id);
    moderation().takeBack(mona, id);
    transaction().commit();
    await().until(() -> isPostponed(id));
    moderation().reject(mona, id, "No");
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    assertEquals(List.of(), scriptedChannel().attemptedFor(bob));
    sql()
        .update("update lb_notification set next_attempt_at = created_at where message_id = ?", id);
    assertEquals(id, awaitOnlyNotification(bob).message().id());
    await().until(() -> pendingCount(id) == 0);
  }

  /** Whether the record is postponed and was never attempted. */
  private boolean isPostponed(long id) {
    return tables()
            .selectNumber(
                "select count(*) from lb_notification where message_id = ? and channel = ?"
                    + " and attempts = 0 and claim_token is null and next_attempt_at > created_at"
                    + " and first_due_at = next_attempt_at",
                id,
                ScriptedChannel.NAME)
        == 1;
  }

  @Test
  void message_of_a_visitor_to_an_unknown_user_notifies_no_user() {
    String ann = users().newVisitorAddress();
    messages().write(NewMessage.fromVisitor(ann).to("unknown-recipient").subject("Hello?"));
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(ann).isEmpty());
  }

  @Test
  void reply_to_a_visitor_goes_to_an_address_that_recipients_do_not_see() {
    String ann = users().newVisitorAddress();
    String bob = users().create("bob");
    long question =
        messages().write(NewMessage.fromVisitor(ann).to(bob).subject("Offer?")).get(0).id();
    Notification notification = awaitOnlyNotification(bob);
    assertFalse(notification.toString().contains(ann), "the address is in the notification");
    assertTrue(notification.message().senderName().endsWith("@mail.example"));

    messages().reply(Reply.to(question).by(bob).body("Still there"));
    Notification answered = awaitOnlyNotification(ann);
    assertTrue(answered.isToVisitor());
    assertEquals(NotificationType.REPLY, answered.type());
    assertEquals("Still there", answered.message().body());
  }

  @Test
  void inactive_user_is_not_notified() throws Exception {
    String bob = users().create("bob");
    transaction().begin();
    long id = write(users().create("alice"), bob);
    sql().update("update lb_account set active = false where name = ?", bob);
    transaction().commit();
    await().until(() -> pendingCount(id) == 0);
    assertEquals(List.of(), scriptedChannel().attemptedFor(bob));
  }

  @Test
  void type_that_is_off_for_a_channel_is_not_delivered_on_it() {
    String bob = users().create("bob");
    settings()
        .set(
            NotificationSetting.NOTIFICATIONS_OFF,
            new NotificationRoutes(
                Set.of(new NotificationRoutes.NotificationRoute("message", "*"))));
    try {
      long id = write(users().create("alice"), bob);
      await().until(() -> pendingCount(id) == 0);
      assertEquals(List.of(), scriptedChannel().attemptedFor(bob));
    } finally {
      settings().reset();
    }
  }

  @Test
  void type_that_is_off_and_locked_is_enqueued_for_visitors_only() throws Exception {
    NotificationRoutes all =
        new NotificationRoutes(Set.of(new NotificationRoutes.NotificationRoute("*", "scripted")));
    String bob = users().create("bob");
    long question =
        messages()
            .write(NewMessage.fromVisitor(users().newVisitorAddress()).to(bob).subject("Offer?"))
            .get(0)
            .id();
    settings().set(NotificationSetting.NOTIFICATIONS_OFF, all);
    settings().set(NotificationSetting.NOTIFICATIONS_LOCKED, all);
    transaction().begin();
    try {
      assertEquals(0, pendingCount(write(users().create("alice"), bob)));
      Message answer = messages().reply(Reply.to(question).by(bob).body("Still there")).get(0);
      assertEquals(1, pendingCount(answer.id()));
    } finally {
      transaction().rollback();
      settings().reset();
    }
  }
}
