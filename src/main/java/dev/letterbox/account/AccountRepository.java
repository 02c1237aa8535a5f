package dev.letterbox.account;

import dev.letterbox.api.account.AccountExistsException;
import dev.letterbox.api.account.AccountNotFoundException;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;

/**
 * Stores accounts and tokens; to be used inside a transaction. What it stores is in the database at
 * once, so that plain SQL in the same transaction sees it.
 */
@ApplicationScoped
class AccountRepository {

  @PersistenceContext(unitName = "letterbox")
  private EntityManager entityManager;

  Optional<AccountEntity> find(String name) {
    return AccountValidator.isPossibleName(name)
        ? Optional.ofNullable(entityManager.find(AccountEntity.class, name))
        : Optional.empty();
  }

  /**
   * @throws AccountNotFoundException when there is none
   */
  AccountEntity get(String name) {
    return find(name).orElseThrow(() -> new AccountNotFoundException(name));
  }

  /**
   * The account, and nobody else changes it until the end of the transaction.
   *
   * @throws AccountNotFoundException when there is none, or none any more when it is our turn
   */
  AccountEntity getForUpdate(String name) {
    AccountEntity account = get(name);
    try {
      entityManager.refresh(account, LockModeType.PESSIMISTIC_WRITE);
    } catch (EntityNotFoundException e) {
      AccountNotFoundException notFound = new AccountNotFoundException(name);
      notFound.initCause(e);
      throw notFound;
    }
    return account;
  }

  /**
   * @throws AccountExistsException when the name is taken
   */
  void insert(String name, AccountEntity account) {
    if (find(name).isPresent()) {
      throw new AccountExistsException(name);
    }
    try {
      entityManager.persist(account);
      entityManager.flush();
    } catch (PersistenceException e) {
      throw UncheckedSqlException.isDuplicateKey(e) ? new AccountExistsException(name) : e;
    }
  }

  void insert(TokenEntity token) {
    entityManager.persist(token);
    entityManager.flush();
  }

  Optional<TokenEntity> findToken(String id) {
    return TokenEntity.isPossibleId(id)
        ? Optional.ofNullable(entityManager.find(TokenEntity.class, id))
        : Optional.empty();
  }

  void delete(TokenEntity token) {
    entityManager.remove(token);
    entityManager.flush();
  }

  /**
   * @throws AccountNotFoundException when there is none
   */
  void deleteWithTokens(String name) {
    entityManager
        .createNamedQuery(TokenEntity.DELETE_OF_ACCOUNT)
        .setParameter("account", name)
        .executeUpdate();
    entityManager.remove(get(name));
    entityManager.flush();
  }

  /** Writes what was changed. */
  void flush() {
    entityManager.flush();
  }

  /** How many active accounts have this role, those for a demonstration left out. */
  long countWithRole(String role) {
    return entityManager
        .createNamedQuery(AccountEntity.COUNT_WITH_ROLE, Long.class)
        .setParameter("role", role)
        .getSingleResult();
  }
}
