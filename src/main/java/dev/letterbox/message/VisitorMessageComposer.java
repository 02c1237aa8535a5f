package dev.letterbox.message;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.api.spi.User;
import dev.letterbox.message.store.MessageContent;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.ModerationResult;
import dev.letterbox.message.store.OutgoingMessage;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  @Inject private MessageContentFactory contentFactory;
  @Inject private RecipientResolver recipientResolver;
  @Inject private MessageRepository messageRepository;
  @Inject private OutgoingMessageFactory outgoingMessageFactory;
  @Inject private Settings settings;

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
    MessageContent content = contentFactory.ofVisitor(message, errors);
    String requestedName = requireOneRecipient(message.recipients(), errors);
    errors.throwIfAny();

    Supplier<List<Long>> newId = messageRepository.newIdsLater(1);
    Optional<String> recipient = findAllowedRecipient(requestedName);
    List<OutgoingMessage> moderated =
        outgoingMessageFactory.create(
            List.of(content.withRecipient(recipient.orElse(requestedName))),
            newId,
            message.moderators(),
            message.byUser());
    return recipient.isPresent() ? moderated : List.of(withSilentRejection(moderated.get(0)));
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
  private static OutgoingMessage withSilentRejection(OutgoingMessage message) {
    return new OutgoingMessage(
        message.id(),
        message.content().withoutNotification(),
        message.sentAt(),
        new ModerationResult(ModerationStatus.REJECTED, null, message.moderation().ratings()));
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
