package dev.letterbox.message;

import dev.letterbox.api.MessageService;
import dev.letterbox.api.Recipient;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.InputErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Finds recipients while their names are typed: the directory is asked once, and each filter. */
@ApplicationScoped
class RecipientSearch {

  /** How many times as many users are looked at as are wanted, since filters may refuse some. */
  private static final int SPARE = 4;

  @Inject private UserDirectory directory;
  @Inject private Addressees addressees;
  @Inject private Naming naming;

  List<Recipient> find(String sender, String beginning, int limit) {
    check(beginning, limit);
    List<User> users = directory.search(beginning, SPARE * limit);
    return addressees.allowed(sender, users).stream().limit(limit).map(naming::recipient).toList();
  }

  private static void check(String beginning, int limit) {
    InputErrors errors = new InputErrors();
    if (errors.text("beginning", beginning).isEmpty()) {
      errors.add("beginning", "May not be blank.");
    } else if (beginning.codePointCount(0, beginning.length()) > InputErrors.MAX_NAME) {
      errors.add("beginning", "Must have at most " + InputErrors.MAX_NAME + " characters.");
    }
    if (limit < 1 || limit > MessageService.MAX_FOUND) {
      errors.add("limit", "Must be from 1 to " + MessageService.MAX_FOUND + ".");
    }
    errors.throwIfAny();
  }
}
