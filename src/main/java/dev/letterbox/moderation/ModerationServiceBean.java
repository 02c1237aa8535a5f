package dev.letterbox.moderation;

import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.MessageNotPendingException;
import dev.letterbox.api.MessagePendingException;
import dev.letterbox.api.ModeratedMessage;
import dev.letterbox.api.ModerationPage;
import dev.letterbox.api.ModerationRequest;
import dev.letterbox.api.ModerationService;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.RecipientGoneException;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.LateDeliveries;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Sql;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.function.LongFunction;

/** Shows moderators what there is to decide, and takes their decisions. */
@Stateless(name = "ModerationService")
@PermitAll
public class ModerationServiceBean implements ModerationService {

  /** Of two who decide at once, only one finds the status that both have seen. */
  private static final String DECIDE =
      """
      update lb_message
      set moderation_status = ?, moderation_by = ?, moderation_date = ?, moderation_reason = ?,
        version = version + 1
      where id = ? and moderation_status = ? and withdrawn_at is null
      """;

  @Inject private ModerationQueue queue;
  @Inject private LateDeliveries deliveries;
  @Inject private UserDirectory users;
  @Inject private Sql sql;
  @Inject private Clock clock;

  @Override
  public ModerationPage page(ModerationRequest request) {
    ModerationRules.check(request);
    return queue.page(request);
  }

  @Override
  public void check(ModerationRequest request) {
    ModerationRules.check(request);
  }

  @Override
  public ModeratedMessage get(long messageId) {
    return queue.get(messageId);
  }

  @Override
  public ModeratedMessage accept(String moderator, long messageId) {
    InputErrors errors = new InputErrors();
    String by = ModerationRules.moderator(moderator, errors);
    errors.throwIfAny();
    ModeratedMessage message = pending(messageId);
    if (message.recipient() != null && users.find(message.recipient()).isEmpty()) {
      throw new RecipientGoneException(messageId);
    }
    deliveries.deliver(
        messageId,
        () ->
            decide(message, ModerationStatus.ACCEPTED, by, null, MessageNotPendingException::new));
    return queue.get(messageId);
  }

  @Override
  public ModeratedMessage reject(String moderator, long messageId, String reason) {
    InputErrors errors = new InputErrors();
    String by = ModerationRules.moderator(moderator, errors);
    String why = ModerationRules.reason(reason, errors);
    errors.throwIfAny();
    ModeratedMessage message = pending(messageId);
    deliveries.decide(
        messageId,
        () -> decide(message, ModerationStatus.REJECTED, by, why, MessageNotPendingException::new));
    return queue.get(messageId);
  }

  private ModeratedMessage pending(long messageId) {
    ModeratedMessage message = queue.get(messageId);
    if (message.status() != ModerationStatus.PENDING) {
      throw new MessageNotPendingException(messageId);
    }
    return message;
  }

  @Override
  public ModeratedMessage takeBack(String moderator, long messageId) {
    InputErrors errors = new InputErrors();
    String by = ModerationRules.moderator(moderator, errors);
    errors.throwIfAny();
    ModeratedMessage message = queue.get(messageId);
    if (message.status() == ModerationStatus.PENDING) {
      throw new MessagePendingException(messageId);
    }
    Runnable decision =
        () -> decide(message, ModerationStatus.PENDING, by, null, MessagePendingException::new);
    if (message.status() == ModerationStatus.ACCEPTED) {
      deliveries.takeBack(messageId, decision);
    } else {
      deliveries.decide(messageId, decision);
    }
    return queue.get(messageId);
  }

  private void decide(
      ModeratedMessage seen,
      ModerationStatus status,
      String by,
      String reason,
      LongFunction<LetterboxException> tooLate) {
    int changed =
        sql.update(DECIDE, status.name(), by, clock.now(), reason, seen.id(), seen.status().name());
    if (changed == 0) {
      throw tooLate.apply(seen.id());
    }
  }
}
