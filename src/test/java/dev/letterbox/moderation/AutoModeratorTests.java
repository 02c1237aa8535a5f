package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModeratedMessage.AutoModeratorRating;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.shared.config.ModerationDefault;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.ModerationServices;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which auto-moderators run for a message. */
@Tag("once")
class AutoModeratorTests extends InServerTestBase implements ModerationServices {

  private static AutoModerator rating(double value, String reason) {
    return message -> Optional.of(new Rating(value, reason));
  }

  @Test
  void request_moderators_decide_and_their_ratings_are_stored() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message rejected =
        messages()
            .write(
                NewMessage.from(alice)
                    .to(bob)
                    .subject("Rated")
                    .moderatedBy(each -> Optional.empty(), rating(40, "rude"), rating(0, "spam")))
            .get(0);
    assertEquals(REJECTED, rejected.moderationStatus());
    assertEquals("spam", rejected.moderationReason());
    ModeratedMessage moderated = moderation().get(rejected.id());
    String name = AutoModeratorTests.class.getSimpleName();
    assertEquals(
        List.of(
            new AutoModeratorRating(name, null, null),
            new AutoModeratorRating(name, 40.0, "rude"),
            new AutoModeratorRating(name, 0.0, "spam")),
        moderated.ratings());
    assertNull(moderated.decidedBy());
    assertNotNull(moderated.decidedAt());
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, rejected.id()));
  }

  @Test
  void only_user_messages_are_moderated_without_request_moderators() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Default");
    settings().set(Setting.MODERATION_DEFAULT, ModerationDefault.REJECT);
    try {
      assertEquals(ACCEPTED, messages().write(message).get(0).moderationStatus());
      assertEquals(REJECTED, messages().write(message.asUser()).get(0).moderationStatus());
      settings().set(Setting.MODERATION_DEFAULT, ModerationDefault.PENDING);
      assertEquals(PENDING, messages().write(message.asUser()).get(0).moderationStatus());
      assertEquals(
          ACCEPTED,
          messages().write(message.asUser().moderatedBy(rating(50, ""))).get(0).moderationStatus());
    } finally {
      settings().reset();
    }
  }

  @Test
  void moderator_beans_run_in_priority_order_for_user_messages_only() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Beans").body(WordModerator.RUDE);
    assertEquals(ACCEPTED, messages().write(message).get(0).moderationStatus());
    Message rejected = messages().write(message.asUser()).get(0);
    assertEquals(REJECTED, rejected.moderationStatus());
    assertEquals(
        "Watch your words", rejected.moderationReason(), "the default reason of the moderator");
    assertEquals(
        List.of("WordModerator", "Last of all"),
        moderation().get(rejected.id()).ratings().stream()
            .map(AutoModeratorRating::moderator)
            .toList());
    Message accepted = messages().write(message.body("fine").asUser()).get(0);
    assertEquals(ACCEPTED, accepted.moderationStatus());
  }

  @Test
  void failing_auto_moderator_is_named_and_nothing_is_stored() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Broken " + alice);
    ExtensionFailedException exception =
        assertThrows(
            ExtensionFailedException.class,
            () -> messages().write(message.body(WordModerator.BROKEN).asUser()));
    assertEquals(WordModerator.class.getName(), exception.extension());
    assertThrows(
        ExtensionFailedException.class,
        () ->
            messages()
                .write(
                    message.moderatedBy(
                        each -> {
                          throw new IllegalStateException("thrown by the moderator");
                        })));
    assertEquals(0, tables().messageCount("Broken " + alice));
    assertEquals(0, tables().deliveryCount(bob));
  }
}
