package dev.letterbox.privacy;

import dev.letterbox.account.AccountGuard;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.block.BlockRepository;
import dev.letterbox.message.store.maintenance.UserMessageErasure;
import dev.letterbox.notification.PreferenceRepository;
import dev.letterbox.outbox.RecordErasureRepository;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Whether rows of a user exist, with or without an account. A mailbox alone does not count: it
 * remains after an erasure.
 */
@ApplicationScoped
class KnownUsers {

  @Inject private AccountGuard accounts;
  @Inject private UserMessageErasure messages;
  @Inject private BlockRepository blocks;
  @Inject private PreferenceRepository preferences;
  @Inject private RecordErasureRepository recordErasureRepository;

  /**
   * @throws NotFoundException if there are no rows of a user of this name; pseudonyms are no users
   */
  void requireKnown(String name) {
    ValidationErrors errors = new ValidationErrors();
    errors.checkRequiredLine("name", name, ValidationErrors.MAX_NAME_LENGTH);
    boolean validName =
        errors.byField().isEmpty() && !name.startsWith(ErasureReport.PSEUDONYM_PREFIX);
    if (!validName || !isKnown(name)) {
      throw new NotFoundException("account " + name);
    }
  }

  private boolean isKnown(String name) {
    return accounts.exists(name)
        || messages.isKnown(name)
        || blocks.existsForUser(name)
        || preferences.existsForOwner(name)
        || recordErasureRepository.existsForUser(name);
  }
}
