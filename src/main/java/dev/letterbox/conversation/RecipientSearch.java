package dev.letterbox.conversation;

import dev.letterbox.api.conversation.DraftService;
import dev.letterbox.api.conversation.Recipient;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.RecipientResolver;
import dev.letterbox.message.UserNames;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Completes typed names of recipients, with one call of the directory and one of each filter. */
@ApplicationScoped
class RecipientSearch {

  /** Number of users read for each one returned, as filters may reject some. */
  private static final int OVERFETCH_FACTOR = 4;

  @Inject private UserDirectory directory;
  @Inject private RecipientResolver recipientResolver;
  @Inject private UserNames userNames;

  List<Recipient> find(String sender, String beginning, int limit) {
    validate(beginning, limit);
    List<User> users = directory.search(beginning, OVERFETCH_FACTOR * limit);
    return recipientResolver.filterAllowed(sender, users).stream()
        .limit(limit)
        .map(userNames::recipient)
        .toList();
  }

  private static void validate(String beginning, int limit) {
    ValidationErrors errors = new ValidationErrors();
    if (errors.checkText("beginning", beginning).isEmpty()) {
      errors.add("beginning", "May not be blank.");
    } else if (beginning.codePointCount(0, beginning.length()) > ValidationErrors.MAX_NAME_LENGTH) {
      errors.add(
          "beginning", "Must have at most " + ValidationErrors.MAX_NAME_LENGTH + " characters.");
    }
    if (limit < 1 || limit > DraftService.MAX_SEARCH_RESULTS) {
      errors.add("limit", "Must be from 1 to " + DraftService.MAX_SEARCH_RESULTS + ".");
    }
    errors.throwIfAny();
  }
}
