package dev.letterbox.idempotency;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Answers that nobody gets any more. */
@Stateless
public class ExpiredKeyCleanup {

  @Inject private IdempotencyRepository repository;

  /**
   * Deletes some of them, in a transaction of its own.
   *
   * @return whether there may be more
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean deleteBatch() {
    return repository.deleteExpired() == IdempotencyRepository.BATCH_SIZE;
  }
}
