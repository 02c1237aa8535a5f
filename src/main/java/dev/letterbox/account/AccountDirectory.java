package dev.letterbox.account;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.text.SearchKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The built-in directory: each account is a user. Each method executes one statement in the
 * caller's transaction, so that an account and a message to it can be written together.
 */
@ApplicationScoped
class AccountDirectory implements UserDirectory {

  private static final String FIND_BY_NAME =
      "select name, display_name, email, active, language from lb_account where name = :name";

  /** Without a hint, Derby keeps a plan of the empty table, which scans all accounts. */
  private static final String FIND_BY_NAMES =
      """
      select name, display_name, email, active, language
      from lb_account {index lb_account_pk}
      where name in (:names)
      """;

  /** Two ranges of two indexes: with "or" both databases would scan the table. */
  private static final String SEARCH_BY_PREFIX =
      """
      select name, display_name, email, active, language from (
        select name, display_name, email, active, language from lb_account
        where search_name >= :start and search_name < :end and active = true
        order by search_name, name fetch first :limit rows only) by_name
      union
      select name, display_name, email, active, language from (
        select name, display_name, email, active, language from lb_account
        where search_display_name >= :start and search_display_name < :end and active = true
        order by search_display_name, name fetch first :limit rows only) by_display_name
      """;

  @Inject private Database database;

  @Override
  public Optional<User> find(String name) {
    return AccountValidator.isPossibleName(name)
        ? database.sql(FIND_BY_NAME).bind("name", name).first(AccountDirectory::toUser)
        : Optional.empty();
  }

  @Override
  public Map<String, User> findAll(Collection<String> names) {
    List<String> validNames = names.stream().filter(AccountValidator::isPossibleName).toList();
    Map<String, User> users = new LinkedHashMap<>();
    database
        .sql(FIND_BY_NAMES)
        .bindList("names", validNames)
        .list(AccountDirectory::toUser)
        .forEach(user -> users.put(user.name(), user));
    return users;
  }

  /**
   * {@inheritDoc}
   *
   * <p>If more than {@code limit} users match, those are returned whose names or display names come
   * first, so that the cost of a search does not depend on the number of matches.
   */
  @Override
  public List<User> search(String prefix, int limit) {
    if (!AccountValidator.isPossiblePrefix(prefix)) {
      return List.of();
    }
    String rangeStart = SearchKey.of(prefix);
    String rangeEnd = SearchKey.endOfPrefixRange(rangeStart);
    return database
        .sql(SEARCH_BY_PREFIX)
        .bind("start", rangeStart)
        .bind("end", rangeEnd)
        .bind("limit", limit)
        .list(AccountDirectory::toUser)
        .stream()
        .sorted(Comparator.comparing(User::name))
        .limit(limit)
        .toList();
  }

  private static User toUser(ResultSet row) throws SQLException {
    return new User(
        row.getString("name"),
        row.getString("display_name"),
        row.getString("email"),
        row.getBoolean("active"),
        row.getString("language"));
  }
}
