package dev.letterbox.shared.jdbc;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.function.Supplier;

/**
 * Transactions for a part of an operation. An EJB, because on Payara what a {@code @Transactional}
 * bean does inside an EJB without a transaction is not in one.
 */
@Stateless
public class Transactions {

  /** Does it in the transaction that is under way, or else in one of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public <T> T inTransaction(Supplier<T> work) {
    return work.get();
  }

  /** Does it in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public <T> T inNewTransaction(Supplier<T> work) {
    return work.get();
  }
}
