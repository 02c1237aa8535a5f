package dev.letterbox.shared.jdbc;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.function.Supplier;

/**
 * Transactions for parts of an operation. An EJB, because on Payara a {@code @Transactional} bean
 * gets no transaction inside an EJB without one.
 */
@Stateless
public class Transactions {

  /** Executes work in the current transaction, or in a new one if there is none. */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public <T> T inTransaction(Supplier<T> work) {
    return work.get();
  }

  /** Executes work in a new transaction. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public <T> T inNewTransaction(Supplier<T> work) {
    return work.get();
  }

  /** Executes work outside a transaction: each statement commits by itself. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public <T> T withoutTransaction(Supplier<T> work) {
    return work.get();
  }
}
