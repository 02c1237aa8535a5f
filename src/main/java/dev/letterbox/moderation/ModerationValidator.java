package dev.letterbox.moderation;

import dev.letterbox.api.PageRequest;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.mailbox.ModerationFilterSql;
import dev.letterbox.shared.text.ValidationErrors;

/** Validates requests for the queue, and decisions. */
final class ModerationValidator {

  private ModerationValidator() {}

  static void validate(ModerationRequest request) {
    ValidationErrors errors = new ValidationErrors();
    if (request.offset() < 0) {
      errors.add("offset", "Must be 0 or more.");
    }
    if (request.cursor() != null && request.offset() != 0) {
      errors.add("offset", "Give either offset or cursor.");
    }
    if (request.limit() < 1 || request.limit() > PageRequest.MAX_LIMIT) {
      errors.add("limit", "Must be from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    validateName("sender", request.sender(), errors);
    validateName("recipient", request.recipient(), errors);
    ModerationFilterSql.validate(request.filter(), errors);
    boolean hasCursor =
        request.cursor() != null && !request.cursor().equals(PageRequest.FIRST_PAGE);
    if (hasCursor && ModerationCursor.decode(request.cursor()).isEmpty()) {
      errors.add("cursor", "Not a cursor of this list; start with an empty one.");
    }
    errors.throwIfAny();
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
