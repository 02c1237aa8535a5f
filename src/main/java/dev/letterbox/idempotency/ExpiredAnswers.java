package dev.letterbox.idempotency;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Answers that nobody gets any more. */
@Stateless
public class ExpiredAnswers {

  @Inject private Answers answers;

  /**
   * Deletes some of them, in a transaction of its own.
   *
   * @return whether there may be more
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean forgetSome() {
    return answers.forgetExpired() == Answers.TOGETHER;
  }
}
