package dev.letterbox.moderation;

import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.api.ModerationRequest;
import dev.letterbox.api.PageRequest;
import dev.letterbox.mailbox.RequestRules;
import dev.letterbox.shared.InputErrors;

/** What a request for messages to moderate, and a decision, must look like. */
final class ModerationRules {

  private ModerationRules() {}

  static void check(ModerationRequest request) {
    InputErrors errors = new InputErrors();
    RequestRules.checkPage(request.offset(), request.cursor(), request.limit(), errors);
    checkName("sender", request.sender(), errors);
    checkName("recipient", request.recipient(), errors);
    RequestRules.check(request.filter(), errors);
    if (!request.filter().conditions().stream().allMatch(ModerationRules::isKnown)) {
      errors.add("filter", "Only times of creation and texts can be looked for.");
    }
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

  private static boolean isKnown(Condition condition) {
    return condition instanceof ContainsText
        || (condition instanceof TimeBetween between && between.time() == Time.CREATED);
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
