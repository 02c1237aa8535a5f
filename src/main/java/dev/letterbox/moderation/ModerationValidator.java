package dev.letterbox.moderation;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Cases;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.mailbox.MailboxRequestValidator;
import dev.letterbox.shared.text.ValidationErrors;

/** Validates requests for the queue, and decisions. */
final class ModerationValidator {

  private ModerationValidator() {}

  static void validate(ModerationRequest request) {
    ValidationErrors errors = new ValidationErrors();
    MailboxRequestValidator.validatePage(
        request.offset(), request.limit(), ModerationQueue.positionOf(request), errors);
    validateName("sender", request.sender(), errors);
    validateName("recipient", request.recipient(), errors);
    validate(request.filter(), errors);
    errors.throwIfAny();
  }

  private static void validate(MessageFilter filter, ValidationErrors errors) {
    MailboxRequestValidator.validate(filter, errors);
    if (!filter.conditions().stream().allMatch(ModerationValidator::isSupported)) {
      errors.add("filter", "Only creation time and text can be filtered.");
    }
  }

  private static boolean isSupported(Condition condition) {
    return condition.apply(
        new Cases<>(
            unread -> false,
            level -> false,
            tag -> false,
            view -> false,
            between -> between.time() == Time.SENT,
            text -> true));
  }

  private static void validateName(String field, String name, ValidationErrors errors) {
    if (name != null) {
      errors.checkText(field, name);
    }
  }

  static String requireModerator(String name, ValidationErrors errors) {
    return errors.checkRequiredLine("moderator", name, ValidationErrors.MAX_NAME_LENGTH);
  }

  /** The reason of a rejection; null for none. */
  static String normalizeReason(String text, ValidationErrors errors) {
    String reason = errors.checkLine("reason", text, ReasonText.MAX_LENGTH);
    return reason.isEmpty() ? null : reason;
  }
}
