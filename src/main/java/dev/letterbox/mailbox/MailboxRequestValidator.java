package dev.letterbox.mailbox;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Cases;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.View;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.shared.text.ValidationErrors;
import java.util.List;

/** Validates requests for messages. */
public final class MailboxRequestValidator {

  private MailboxRequestValidator() {}

  static void validate(PageRequest request) {
    ValidationErrors errors = new ValidationErrors();
    validatePage(request.offset(), request.limit(), PageReader.positionOf(request), errors);
    validate(request.filter(), errors);
    errors.throwIfAny();
  }

  static void validate(ConversationRequest request) {
    ValidationErrors errors = new ValidationErrors();
    validatePage(0, request.limit(), PageReader.positionOf(request), errors);
    errors.throwIfAny();
  }

  /** Adds errors for {@code offset}, {@code limit} and {@code cursor}. */
  public static void validatePage(
      long offset, int limit, PagePosition position, ValidationErrors errors) {
    if (offset < 0) {
      errors.add("offset", "Must be 0 or more.");
    }
    if (position.encodedCursor() != null && offset != 0) {
      errors.add("offset", "Give either offset or cursor.");
    }
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      errors.add("limit", "Must be from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    if (!position.isValid()) {
      errors.add("cursor", "Not a cursor of this list; start with an empty one.");
    }
  }

  static void validate(ActionTargets targets) {
    ValidationErrors errors = new ValidationErrors();
    validate("messages", targets.messages(), errors);
    validate("threads", targets.threads(), errors);
    errors.throwIfAny();
  }

  private static void validate(String field, List<Long> ids, ValidationErrors errors) {
    if (ids.size() > ActionTargets.MAX_TARGETS) {
      errors.add(field, "Must be at most " + ActionTargets.MAX_TARGETS + ".");
    }
  }

  static void validate(MessageFilter filter) {
    ValidationErrors errors = new ValidationErrors();
    validate(filter, errors);
    errors.throwIfAny();
  }

  /** Adds errors for {@code filter}. */
  public static void validate(MessageFilter filter, ValidationErrors errors) {
    if (filter.conditions().size() > MessageFilter.MAX_CONDITIONS) {
      errors.add("filter", "Must have at most " + MessageFilter.MAX_CONDITIONS + " conditions.");
    }
    for (Condition condition : filter.conditions()) {
      String text = errors.checkText("filter", textOf(condition));
      if (text.codePointCount(0, text.length()) > MessageFilter.MAX_TEXT_LENGTH) {
        errors.add(
            "filter", "Texts must have at most " + MessageFilter.MAX_TEXT_LENGTH + " characters.");
      }
    }
  }

  private static String textOf(Condition condition) {
    return condition.apply(
        new Cases<>(
            unread -> "", level -> "", Tag::text, View::view, time -> "", ContainsText::text));
  }
}
