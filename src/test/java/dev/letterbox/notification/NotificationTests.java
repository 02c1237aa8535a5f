package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Kind;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Reply;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotifiedMessage;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Routes;
import dev.letterbox.testing.OutboxServices;
import dev.letterbox.testing.Scripted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 6: who is notified of what. */
public interface NotificationTests extends OutboxServices {

  private static String address() {
    return "ann-" + UUID.randomUUID() + "@mail.example.org";
  }

  /** The only thing that somebody, or an address, is told. */
  private Notification onlyOneTo(String recipient) {
    await().until(() -> !scripted().toldTo(recipient).isEmpty());
    assertEquals(1, scripted().toldTo(recipient).size());
    return scripted().toldTo(recipient).get(0);
  }

  private Message write(String sender, String recipient) {
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject("Lunch").body("At noon?"))
        .get(0);
  }

  @Test
  default void accepted_message_notifies_its_recipient() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message written = write(alice, bob);
    Notification told = onlyOneTo(bob);
    assertEquals(NotificationLabel.MESSAGE, told.label());
    assertEquals(bob, told.recipient().name());
    assertFalse(told.isToVisitor());
    assertTrue(told.id().matches("[a-z0-9.-]{10,100}"), told.id());
    assertEquals(
        new NotifiedMessage(
            written.id(),
            written.id(),
            Kind.MESSAGE,
            alice,
            alice,
            "Lunch",
            "At noon?",
            written.level(),
            Set.of(),
            "",
            written.sentAt(),
            null),
        told.message());
  }

  @Test
  default void reply_to_what_the_recipient_sent_is_a_reply_and_its_copy_a_message() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String carol = users().named("carol");
    Message question = write(alice, bob);
    messages().reply(Reply.to(question.id()).by(bob).body("Yes").copies(carol));
    Notification reply = onlyOneTo(alice);
    assertEquals(NotificationLabel.REPLY, reply.label());
    assertEquals(question.id(), reply.message().thread());
    assertEquals(NotificationLabel.MESSAGE, onlyOneTo(carol).label());
  }

  @Test
  default void notice_has_its_level_tags_and_view_and_no_sender() {
    String bob = users().named("bob");
    messages().notify(Notice.warning("Disk full").to(bob).tags("disk").view("storage"));
    Notification told = onlyOneTo(bob);
    assertEquals(NotificationLabel.NOTICE, told.label());
    assertEquals(Level.WARNING, told.message().level());
    assertEquals(Set.of("disk"), told.message().tags());
    assertEquals("storage", told.message().view());
    assertNull(told.message().sender());
    assertEquals("", told.message().senderName());
  }

  @Test
  default void pending_message_notifies_nobody_until_it_is_accepted() {
    String bob = users().named("bob");
    String mona = users().named("mona");
    long id = pending(NewMessage.from(users().named("alice")).to(bob).subject("Wait"));
    outlastsASweep(() -> scripted().triedFor(bob).isEmpty());
    moderation().accept(mona, id);
    assertEquals(id, onlyOneTo(bob).message().id());
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    outlastsASweep(() -> scripted().triedFor(bob).size() == 1);
  }

  @Test
  default void what_was_taken_back_before_it_was_told_is_told_when_it_is_accepted_again()
      throws Exception {
    String bob = users().named("bob");
    String mona = users().named("mona");
    long id = pending(NewMessage.from(users().named("alice")).to(bob).subject("Wait"));
    transaction().begin();
    moderation().accept(mona, id);
    moderation().takeBack(mona, id);
    transaction().commit();
    await().until(() -> isPostponed(id));
    moderation().reject(mona, id, "No");
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    assertEquals(List.of(), scripted().triedFor(bob));
    sql()
        .update("update lb_notification set next_attempt_at = created_at where message_id = ?", id);
    assertEquals(id, onlyOneTo(bob).message().id());
    await().until(() -> waitingFor(id) == 0);
  }

  /** Whether it waits, and was not tried. */
  private boolean isPostponed(long id) {
    return rows()
            .number(
                "select count(*) from lb_notification where message_id = ? and channel = ?"
                    + " and attempts = 0 and claim_token is null and next_attempt_at > created_at"
                    + " and first_due_at = next_attempt_at",
                id,
                Scripted.NAME)
        == 1;
  }

  @Test
  default void rejection_by_a_person_notifies_the_sender_and_says_why() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String mona = users().named("mona");
    long id = pending(NewMessage.from(alice).to(bob).subject("Buy now"));
    moderation().reject(mona, id, "Spam");
    Notification told = onlyOneTo(alice);
    assertEquals(NotificationLabel.REJECTION, told.label());
    assertEquals("Spam", told.message().reason());
    assertEquals(List.of(), scripted().triedFor(bob));

    moderation().takeBack(mona, id);
    moderation().reject(mona, id, "Spam again");
    await().until(() -> scripted().toldTo(alice).size() == 2);
    Notification again = scripted().toldTo(alice).get(1);
    assertEquals("Spam again", again.message().reason());
    assertNotEquals(told.id(), again.id(), "it is another one");
  }

  @Test
  default void rejection_of_what_had_been_accepted_notifies_the_sender_too() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String mona = users().named("mona");
    long id = pending(NewMessage.from(alice).to(bob).subject("Buy now"));
    moderation().accept(mona, id);
    assertEquals(id, onlyOneTo(bob).message().id());
    moderation().takeBack(mona, id);
    moderation().reject(mona, id, "Spam after all");
    assertEquals("Spam after all", onlyOneTo(alice).message().reason());
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    outlastsASweep(() -> scripted().triedFor(bob).size() == 1);
  }

  @Test
  default void user_whom_auto_moderators_reject_sees_it_in_the_answer_and_is_not_notified() {
    String alice = users().named("alice");
    Message written =
        messages()
            .write(
                NewMessage.from(alice)
                    .to(users().named("bob"))
                    .subject("Buy now")
                    .moderatedBy(message -> Optional.of(new Rating(0, "Spam"))))
            .get(0);
    assertEquals(ModerationStatus.REJECTED, written.moderationStatus());
    outlastsASweep(() -> scripted().triedFor(alice).isEmpty());
  }

  @Test
  default void visitor_whom_auto_moderators_reject_is_notified_at_his_address() {
    String ann = address();
    messages()
        .write(
            NewMessage.fromVisitor(ann)
                .to(users().named("bob"))
                .subject("Buy now")
                .moderatedBy(message -> Optional.of(new Rating(0, "Spam"))));
    Notification told = onlyOneTo(ann);
    assertTrue(told.isToVisitor());
    assertEquals(NotificationLabel.REJECTION, told.label());
    assertEquals(ann, told.address());
    assertEquals("Spam", told.message().reason());
  }

  @Test
  default void visitor_whom_a_person_rejects_is_notified_at_his_address_and_told_why() {
    String ann = address();
    String mona = users().named("mona");
    long id = pending(NewMessage.fromVisitor(ann).to(users().named("bob")).subject("Buy now"));
    moderation().reject(mona, id, "Spam");
    Notification told = onlyOneTo(ann);
    assertTrue(told.isToVisitor());
    assertEquals(NotificationLabel.REJECTION, told.label());
    assertEquals("Spam", told.message().reason());
  }

  @Test
  default void visitor_who_writes_to_nobody_is_not_notified() {
    String ann = address();
    messages().write(NewMessage.fromVisitor(ann).to("nobody-at-all").subject("Hello?"));
    outlastsASweep(() -> scripted().triedFor(ann).isEmpty());
  }

  @Test
  default void answer_to_a_visitor_goes_to_his_address_and_his_own_message_shows_none() {
    String ann = address();
    String bob = users().named("bob");
    long question =
        messages().write(NewMessage.fromVisitor(ann).to(bob).subject("Offer?")).get(0).id();
    Notification asked = onlyOneTo(bob);
    assertFalse(asked.toString().contains(ann), "nobody learns his address");
    assertTrue(asked.message().senderName().endsWith("@mail.example"));

    messages().reply(Reply.to(question).by(bob).body("Still there"));
    Notification answered = onlyOneTo(ann);
    assertTrue(answered.isToVisitor());
    assertEquals(NotificationLabel.REPLY, answered.label());
    assertEquals("Still there", answered.message().body());
  }

  @Test
  default void user_who_has_become_inactive_is_not_notified() throws Exception {
    String bob = users().named("bob");
    transaction().begin();
    long id = write(users().named("alice"), bob).id();
    sql().update("update lb_account set active = false where name = ?", bob);
    transaction().commit();
    await().until(() -> waitingFor(id) == 0);
    assertEquals(List.of(), scripted().triedFor(bob));
  }

  @Test
  default void what_is_off_for_a_channel_is_not_told_on_it() {
    String bob = users().named("bob");
    settings()
        .set(
            NotificationSetting.NOTIFICATIONS_OFF,
            new Routes(Set.of(new Routes.Pair("message", "*"))));
    try {
      long id = write(users().named("alice"), bob).id();
      await().until(() -> waitingFor(id) == 0);
      assertEquals(List.of(), scripted().triedFor(bob));
    } finally {
      settings().reset();
    }
  }

  @Test
  default void what_is_off_and_locked_is_not_even_put_into_the_outbox_but_for_visitors()
      throws Exception {
    Routes all = new Routes(Set.of(new Routes.Pair("*", "scripted")));
    String bob = users().named("bob");
    long question =
        messages().write(NewMessage.fromVisitor(address()).to(bob).subject("Offer?")).get(0).id();
    settings().set(NotificationSetting.NOTIFICATIONS_OFF, all);
    settings().set(NotificationSetting.NOTIFICATIONS_LOCKED, all);
    transaction().begin();
    try {
      assertEquals(0, waitingFor(write(users().named("alice"), bob).id()));
      Message answer = messages().reply(Reply.to(question).by(bob).body("Still there")).get(0);
      assertEquals(1, waitingFor(answer.id()));
    } finally {
      transaction().rollback();
      settings().reset();
    }
  }
}
