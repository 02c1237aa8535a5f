package dev.letterbox.user;

import dev.letterbox.api.AccountExistsException;
import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.shared.UncheckedSqlException;
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
class Accounts {

  @PersistenceContext(unitName = "letterbox")
  private EntityManager entities;

  Optional<AccountEntity> find(String name) {
    return AccountRules.isPossibleName(name)
        ? Optional.ofNullable(entities.find(AccountEntity.class, name))
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
  AccountEntity getToChange(String name) {
    AccountEntity account = get(name);
    try {
      entities.refresh(account, LockModeType.PESSIMISTIC_WRITE);
    } catch (EntityNotFoundException e) {
      AccountNotFoundException gone = new AccountNotFoundException(name);
      gone.initCause(e);
      throw gone;
    }
    return account;
  }

  /**
   * @throws AccountExistsException when the name is taken
   */
  void add(String name, AccountEntity account) {
    if (find(name).isPresent()) {
      throw new AccountExistsException(name);
    }
    try {
      entities.persist(account);
      entities.flush();
    } catch (PersistenceException e) {
      throw UncheckedSqlException.isDuplicateKey(e) ? new AccountExistsException(name) : e;
    }
  }

  void add(TokenEntity token) {
    entities.persist(token);
    entities.flush();
  }

  Optional<TokenEntity> findToken(String id) {
    return TokenEntity.isPossibleId(id)
        ? Optional.ofNullable(entities.find(TokenEntity.class, id))
        : Optional.empty();
  }

  void remove(TokenEntity token) {
    entities.remove(token);
    entities.flush();
  }

  /**
   * @throws AccountNotFoundException when there is none
   */
  void removeWithTokens(String name) {
    entities
        .createNamedQuery(TokenEntity.DELETE_OF_ACCOUNT)
        .setParameter("account", name)
        .executeUpdate();
    entities.remove(get(name));
    entities.flush();
  }

  /** Writes what was changed. */
  void flush() {
    entities.flush();
  }

  /** How many active accounts have this role, those for a demonstration left out. */
  long countWithRole(String role) {
    return entities
        .createNamedQuery(AccountEntity.COUNT_WITH_ROLE, Long.class)
        .setParameter("role", role)
        .getSingleResult();
  }
}
