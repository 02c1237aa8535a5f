package dev.letterbox.moderation;

import dev.letterbox.api.ModerationRequest;
import dev.letterbox.api.PageRequest;
import dev.letterbox.mailbox.MessageConditions;
import dev.letterbox.shared.InputErrors;

/** What a request for messages to moderate, and a decision, must look like. */
final class ModerationRules {

  private ModerationRules() {}

  static void check(ModerationRequest request) {
    InputErrors errors = new InputErrors();
    if (request.offset() < 0) {
      errors.add("offset", "Must be 0 or more.");
    }
    if (request.cursor() != null && request.offset() != 0) {
      errors.add("offset", "Give either offset or cursor.");
    }
    if (request.limit() < 1 || request.limit() > PageRequest.MAX_LIMIT) {
      errors.add("limit", "Must be from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    checkName("sender", request.sender(), errors);
    checkName("recipient", request.recipient(), errors);
    MessageConditions.check(request.filter(), errors);
    boolean atPlace = request.cursor() != null && !request.cursor().equals(PageRequest.BEGIN);
    if (atPlace && Place.decode(request.cursor()).isEmpty()) {
      errors.add("cursor", "Is not one of this list; begin with an empty one.");
    }
    errors.throwIfAny();
  }

  private static void checkName(String field, String name, InputErrors errors) {
    if (name != null) {
      errors.text(field, name);
    }
  }

  /** The name of a moderator. */
  static String moderator(String name, InputErrors errors) {
    return errors.requiredLine("moderator", name, InputErrors.MAX_NAME);
  }

  /** The reason of a rejection; null for none. */
  static String reason(String text, InputErrors errors) {
    String reason = errors.line("reason", text, Reasons.MAX_LENGTH);
    return reason.isEmpty() ? null : reason;
  }
}
