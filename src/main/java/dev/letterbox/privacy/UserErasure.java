package dev.letterbox.privacy;

import dev.letterbox.account.AccountGuard;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.block.BlockRepository;
import dev.letterbox.idempotency.IdempotencyRepository;
import dev.letterbox.message.store.maintenance.UserMessageErasure;
import dev.letterbox.message.store.maintenance.UserMessageErasure.ErasedMessages;
import dev.letterbox.notification.PreferenceRepository;
import dev.letterbox.outbox.RecordErasureRepository;
import dev.letterbox.shared.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/**
 * Erases a user, inside a transaction. The account is locked first, then conversations, deliveries
 * and messages in their lock order; mailboxes come last.
 *
 * <p>The mailbox remains, empty: concurrent deliveries to the name are counted in it, and its
 * version continues, so that an ETag of the erased user does not match for a new user of the same
 * name.
 */
@ApplicationScoped
public class UserErasure {

  @Inject private Clock clock;
  @Inject private KnownUsers knownUsers;
  @Inject private AccountGuard accountGuard;
  @Inject private UserMessageErasure messageErasure;
  @Inject private BlockRepository blocks;
  @Inject private IdempotencyRepository idempotencyKeys;
  @Inject private PreferenceRepository preferences;
  @Inject private RecordErasureRepository recordErasureRepository;

  /**
   * Erases the data of a user.
   *
   * @throws NotFoundException if there are no rows of this user
   */
  public ErasureReport erase(String name) {
    knownUsers.requireKnown(name);
    String pseudonym = ErasureReport.PSEUDONYM_PREFIX + UUID.randomUUID();
    Instant now = clock.now();
    idempotencyKeys.deleteAllOf(name); // requests with a key lock its row first
    messageErasure.lockConversations();
    boolean hasAccount = accountGuard.lockForErasure(name);
    messageErasure.lock(name);
    knownUsers.requireKnown(name); // another transaction may have erased the user meanwhile
    ErasedMessages erased = messageErasure.erase(name, pseudonym, now);
    blocks.deleteAllOf(name);
    preferences.deleteByOwner(name);
    recordErasureRepository.erase(name);
    if (hasAccount) {
      accountGuard.delete(name);
    }
    messageErasure.updateMailboxes(name, pseudonym, erased.counterDelta());
    return new ErasureReport(
        pseudonym, erased.deliveries(), messageErasure.countMessages(pseudonym), erased.messages());
  }
}
