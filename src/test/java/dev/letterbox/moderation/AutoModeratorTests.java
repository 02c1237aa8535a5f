package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.ExtensionFailedException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModeratedMessage;
import dev.letterbox.api.ModeratedMessage.GivenRating;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.ModerationServices;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 4: who is asked in place of a moderator. */
public interface AutoModeratorTests extends ModerationServices {

  private static AutoModerator rates(double value, String reason) {
    return message -> Optional.of(new Rating(value, reason));
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
    String name = AutoModeratorTests.class.getSimpleName();
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
}
