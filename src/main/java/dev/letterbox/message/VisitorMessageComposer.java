package dev.letterbox.message;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.api.spi.User;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Composes messages of visitors, each to one user. If the user is unknown, inactive or rejected by
 * a filter, the message is moderated and stored all the same, but rejected: so a visitor can't find
 * out who has an account.
 */
@ApplicationScoped
class VisitorMessageComposer {

  private static final Logger LOG = Logger.getLogger(VisitorMessageComposer.class.getName());

  @Inject private RecipientResolver recipientResolver;
  @Inject private MessageModerator messageModerator;
  @Inject private VisitorAddressMasker addressMasker;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * The moderated message.
   *
   * @throws NotPermittedException when the setting forbids it
   */
  List<OutgoingMessage> compose(NewMessage message) {
    if (!settings.get(Setting.VISITORS_ALLOWED)) {
      throw new NotPermittedException(Setting.VISITORS_ALLOWED.key(), "Visitors can't write here.");
    }
    ValidationErrors errors = new ValidationErrors();
    MessageContent content = MessageContent.ofVisitor(message, errors);
    String requestedName = requireOneRecipient(message.recipients(), errors);
    errors.throwIfAny();

    Optional<String> recipient = findAllowedRecipient(requestedName);
    long id = deliveryRepository.newMessageIds(1).get(0);
    OutgoingMessage outgoing =
        new OutgoingMessage(
            id, content, recipient.orElse(requestedName), clock.now(), ModerationResult.ACCEPTED);
    ModerationResult result =
        messageModerator.moderate(
            outgoing.asSeenBySender(settings.get(Setting.LEVEL_TAGS), addressMasker),
            message.moderators(),
            message.byUser());
    return List.of(
        recipient.isPresent()
            ? outgoing.withModeration(result)
            : withSilentRejection(outgoing, result));
  }

  /**
   * A failing filter rejects: it runs for existing users only, so its failure would disclose them.
   */
  private Optional<String> findAllowedRecipient(String requestedName) {
    try {
      return recipientResolver.resolve(null, List.of(requestedName), 0).allowed().stream()
          .map(User::name)
          .findFirst();
    } catch (ExtensionFailedException e) {
      LOG.log(Level.WARNING, e, () -> "Rejecting a visitor's message because a filter failed");
      return Optional.empty();
    }
  }

  /** Rejected without a notification and without a reason. */
  private static OutgoingMessage withSilentRejection(
      OutgoingMessage message, ModerationResult result) {
    return new OutgoingMessage(
        message.id(),
        message.content().withoutNotification(),
        message.recipient(),
        message.sentAt(),
        new ModerationResult(ModerationStatus.REJECTED, null, result.ratings()));
  }

  private static String requireOneRecipient(List<String> names, ValidationErrors errors) {
    if (names.size() != 1) {
      errors.add("recipients", "Name exactly one recipient.");
      return "";
    }
    String name = names.get(0);
    errors.checkRequiredLine("recipients", name, ValidationErrors.MAX_NAME_LENGTH);
    return name;
  }
}
