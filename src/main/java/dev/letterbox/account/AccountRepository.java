package dev.letterbox.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;

/**
 * Stores accounts and tokens by JPA, inside a transaction. Each change is flushed, so that SQL in
 * the same transaction sees it. Callers publish changes by {@link #publishChange}.
 */
@ApplicationScoped
class AccountRepository {

  @PersistenceContext(unitName = "letterbox")
  private EntityManager entityManager;

  @Inject private Event<AccountChanged> accountChanged;

  /** An account, its tokens or sessions have changed; fired in the transaction of the change. */
  record AccountChanged(String name) {}

  Optional<AccountEntity> find(String name) {
    return AccountValidator.isPossibleName(name)
        ? Optional.ofNullable(entityManager.find(AccountEntity.class, name))
        : Optional.empty();
  }

  /**
   * @throws NotFoundException when there is none
   */
  AccountEntity get(String name) {
    return find(name).orElseThrow(() -> new NotFoundException("account " + name));
  }

  /**
   * Locks an account and reads it again.
   *
   * @throws NotFoundException when there is none, or it was deleted before it was locked
   */
  AccountEntity getForUpdate(String name) {
    AccountEntity account = get(name);
    try {
      entityManager.refresh(account, LockModeType.PESSIMISTIC_WRITE);
    } catch (EntityNotFoundException e) {
      NotFoundException notFound = new NotFoundException("account " + name);
      notFound.initCause(e);
      throw notFound;
    }
    return account;
  }

  /**
   * @throws ConflictException when the name is taken
   */
  void insert(String name, AccountEntity account) {
    if (find(name).isPresent()) {
      throw nameTaken(name);
    }
    try {
      entityManager.persist(account);
      entityManager.flush();
    } catch (PersistenceException e) {
      throw UncheckedSqlException.isDuplicateKey(e) ? nameTaken(name) : e;
    }
  }

  private static ConflictException nameTaken(String name) {
    return new ConflictException("account " + name, "There is an account of this name already.");
  }

  void insert(TokenEntity token) {
    entityManager.persist(token);
    entityManager.flush();
  }

  long countTokens(String account) {
    return entityManager
        .createNamedQuery(TokenEntity.COUNT_OF_ACCOUNT, Long.class)
        .setParameter("account", account)
        .getSingleResult();
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
   * @throws NotFoundException when there is none
   */
  void deleteWithTokens(String name) {
    entityManager
        .createNamedQuery(TokenEntity.DELETE_OF_ACCOUNT)
        .setParameter("account", name)
        .executeUpdate();
    entityManager.remove(get(name));
    entityManager.flush();
  }

  /** Writes changes of entities to the database. */
  void flush() {
    entityManager.flush();
  }

  /**
   * Names of active accounts with this role.
   *
   * @param withDemo whether accounts for a demonstration count
   */
  List<String> findNamesWithRole(String role, boolean withDemo) {
    return entityManager
        .createNamedQuery(AccountEntity.NAMES_WITH_ROLE, String.class)
        .setParameter("role", role)
        .setParameter("demo", withDemo)
        .getResultList();
  }

  /** Invalidates caches of the account when the transaction ends. */
  void publishChange(String name) {
    accountChanged.fire(new AccountChanged(name));
  }
}
