package dev.letterbox.mailbox;

import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.View;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Targets;
import dev.letterbox.shared.InputErrors;
import java.util.List;

/** What a request for messages must look like. */
final class RequestRules {

  private RequestRules() {}

  static void check(PageRequest request) {
    InputErrors errors = new InputErrors();
    if (request.offset() < 0) {
      errors.add("offset", "Must be 0 or more.");
    }
    if (request.cursor() != null && request.offset() != 0) {
      errors.add("offset", "Give either offset or cursor.");
    }
    check(request.filter(), errors);
    check(request.limit(), PageReader.placeOf(request), errors);
    errors.throwIfAny();
  }

  static void check(ConversationRequest request) {
    InputErrors errors = new InputErrors();
    check(request.limit(), ConversationPages.placeOf(request), errors);
    errors.throwIfAny();
  }

  private static void check(int limit, Place place, InputErrors errors) {
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      errors.add("limit", "Must be from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    if (!place.isRight()) {
      errors.add("cursor", "Is not one of this list; begin with an empty one.");
    }
  }

  static void check(Targets targets) {
    InputErrors errors = new InputErrors();
    check("messages", targets.messages(), errors);
    check("threads", targets.threads(), errors);
    errors.throwIfAny();
  }

  private static void check(String field, List<Long> ids, InputErrors errors) {
    if (ids.size() > Targets.MAX) {
      errors.add(field, "Must be at most " + Targets.MAX + ".");
    }
    if (ids.contains(null)) {
      errors.add(field, "May not be null.");
    }
  }

  static void check(MessageFilter filter) {
    InputErrors errors = new InputErrors();
    check(filter, errors);
    errors.throwIfAny();
  }

  static void check(MessageFilter filter, InputErrors errors) {
    if (filter.conditions().size() > MessageFilter.MAX_CONDITIONS) {
      errors.add("filter", "Must have at most " + MessageFilter.MAX_CONDITIONS + " conditions.");
    }
    for (Condition condition : filter.conditions()) {
      String text = errors.text("filter", text(condition));
      if (text.codePointCount(0, text.length()) > MessageFilter.MAX_TEXT) {
        errors.add("filter", "Texts must have at most " + MessageFilter.MAX_TEXT + " characters.");
      }
    }
  }

  private static String text(Condition condition) {
    if (condition instanceof Tag tag) {
      return tag.text();
    }
    if (condition instanceof View view) {
      return view.view();
    }
    return condition instanceof ContainsText contained ? contained.text() : "";
  }
}
