package dev.letterbox.moderation;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Page;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.api.moderation.ModerationService;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.MessageEventPublisher;
import dev.letterbox.message.ModerationTransitions;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.ModerationDecision;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.LongFunction;

/** Reads the moderation queue and applies decisions of moderators. */
@Stateless(name = "ModerationService")
@PermitAll
public class ModerationServiceBean implements ModerationService {

  @Inject private ModerationQueue queue;
  @Inject private ModerationTransitions transitions;
  @Inject private UserDirectory users;
  @Inject private MessageRepository messageRepository;
  @Inject private Clock clock;
  @Inject private MessageEventPublisher eventPublisher;

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<ModeratedMessage> page(ModerationRequest request) {
    ModerationValidator.validate(request);
    return queue.page(request);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void validate(ModerationRequest request) {
    ModerationValidator.validate(request);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ModeratedMessage get(long messageId) {
    return queue.get(messageId);
  }

  @Override
  public ModeratedMessage accept(String moderator, long messageId) {
    ValidationErrors errors = new ValidationErrors();
    String moderatorName = ModerationValidator.requireModerator(moderator, errors);
    errors.throwIfAny();
    ModeratedMessage message = requirePending(messageId);
    if (message.recipient() != null && users.find(message.recipient()).isEmpty()) {
      throw new ConflictException(
          "message " + messageId, "There is no user whom this message could be delivered to.");
    }
    MessageHeader decided =
        decide(
            message,
            ModerationStatus.ACCEPTED,
            moderatorName,
            null,
            ModerationServiceBean::alreadyDecided);
    eventPublisher.publishAccepted(decided);
    return queue.get(messageId);
  }

  @Override
  public ModeratedMessage reject(String moderator, long messageId, String reason) {
    ValidationErrors errors = new ValidationErrors();
    String moderatorName = ModerationValidator.requireModerator(moderator, errors);
    String rejectionReason = ModerationValidator.normalizeReason(reason, errors);
    errors.throwIfAny();
    ModeratedMessage message = requirePending(messageId);
    MessageHeader decided =
        decide(
            message,
            ModerationStatus.REJECTED,
            moderatorName,
            rejectionReason,
            ModerationServiceBean::alreadyDecided);
    eventPublisher.publishRejected(decided, moderatorName, rejectionReason);
    return queue.get(messageId);
  }

  private static ConflictException alreadyDecided(long messageId) {
    return new ConflictException(
        "message " + messageId, "There is a decision on this message already.");
  }

  private static ConflictException notDecided(long messageId) {
    return new ConflictException(
        "message " + messageId, "There is no decision on this message to take back.");
  }

  private ModeratedMessage requirePending(long messageId) {
    ModeratedMessage message = queue.get(messageId);
    if (message.status() != ModerationStatus.PENDING) {
      throw alreadyDecided(messageId);
    }
    return message;
  }

  @Override
  public ModeratedMessage takeBack(String moderator, long messageId) {
    ValidationErrors errors = new ValidationErrors();
    String moderatorName = ModerationValidator.requireModerator(moderator, errors);
    errors.throwIfAny();
    ModeratedMessage message = queue.get(messageId);
    if (message.status() == ModerationStatus.PENDING) {
      throw notDecided(messageId);
    }
    decide(
        message, ModerationStatus.PENDING, moderatorName, null, ModerationServiceBean::notDecided);
    if (message.status() == ModerationStatus.ACCEPTED) {
      messageRepository.markAcceptedBefore(messageId);
    }
    return queue.get(messageId);
  }

  /** Of two concurrent decisions one fails, because the status has changed. */
  private MessageHeader decide(
      ModeratedMessage current,
      ModerationStatus status,
      String moderatorName,
      String reason,
      LongFunction<LetterboxException> conflict) {
    return transitions
        .apply(
            new ModerationDecision(
                current.id(), current.status(), status, moderatorName, clock.now(), reason))
        .orElseThrow(() -> conflict.apply(current.id()));
  }
}
