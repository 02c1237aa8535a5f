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
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.Announcing;
import dev.letterbox.message.StatusChanges;
import dev.letterbox.message.StatusChanges.Decided;
import dev.letterbox.message.StatusChanges.Decision;
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

  private static final String TOLD = "update lb_message set recipient_notified = true where id = ?";

  @Inject private ModerationQueue queue;
  @Inject private StatusChanges statuses;
  @Inject private UserDirectory users;
  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Announcing announcing;

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
    Decided decided =
        decide(message, ModerationStatus.ACCEPTED, by, null, MessageNotPendingException::new);
    announcing.tell(sent(decided));
    return queue.get(messageId);
  }

  @Override
  public ModeratedMessage reject(String moderator, long messageId, String reason) {
    InputErrors errors = new InputErrors();
    String by = ModerationRules.moderator(moderator, errors);
    String why = ModerationRules.reason(reason, errors);
    errors.throwIfAny();
    ModeratedMessage message = pending(messageId);
    Decided decided =
        decide(message, ModerationStatus.REJECTED, by, why, MessageNotPendingException::new);
    announcing.tell(rejected(decided, by, why));
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
    decide(message, ModerationStatus.PENDING, by, null, MessagePendingException::new);
    if (message.status() == ModerationStatus.ACCEPTED) {
      sql.update(TOLD, messageId);
    }
    return queue.get(messageId);
  }

  /** Of two who decide at once, one finds that the status is not what he has seen. */
  private Decided decide(
      ModeratedMessage seen,
      ModerationStatus status,
      String by,
      String reason,
      LongFunction<LetterboxException> tooLate) {
    return statuses
        .decide(new Decision(seen.id(), seen.status(), status, by, clock.now(), reason))
        .orElseThrow(() -> tooLate.apply(seen.id()));
  }

  private static MessageRejected rejected(Decided message, String by, String reason) {
    return new MessageRejected(
        message.id(), message.sender(), message.recipient(), by, reason, message.notification());
  }

  private static MessageSent sent(Decided message) {
    boolean toVisitor = message.recipient() == null;
    return new MessageSent(
        message.id(),
        message.kind(),
        message.sender(),
        message.recipient(),
        toVisitor ? 0 : 1,
        message.notification() && !message.told(),
        message.parent(),
        toVisitor);
  }
}
