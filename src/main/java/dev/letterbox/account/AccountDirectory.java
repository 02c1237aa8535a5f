package dev.letterbox.account;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.jdbc.SqlRunner;
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
 * The built-in directory: each account is a user. One statement for each question, read inside the
 * caller's transaction, so that an account and a message to it can be written together.
 */
@ApplicationScoped
class AccountDirectory implements UserDirectory {

  private static final String FIND_BY_NAME =
      "select name, display_name, email, active, language from lb_account where name = ?";

  /**
   * Derby keeps the plan that it made when there were few accounts, and then reads them all for
   * each name; so it is told which index to use, in what is a comment elsewhere.
   */
  private static final String FIND_BY_NAMES =
      """
      select name, display_name, email, active, language
      from lb_account --DERBY-PROPERTIES constraint=LB_ACCOUNT_PK
      where name in (""";

  /** Two short ranges of two indexes; an "or" of both would read the whole table. */
  private static final String SEARCH_BY_PREFIX =
      """
      select name, display_name, email, active, language from (
        select name, display_name, email, active, language from lb_account
        where search_name >= ? and search_name < ? and active = true
        order by search_name, name fetch first ? rows only) by_name
      union
      select name, display_name, email, active, language from (
        select name, display_name, email, active, language from lb_account
        where search_display_name >= ? and search_display_name < ? and active = true
        order by search_display_name, name fetch first ? rows only) by_display_name
      """;

  @Inject private SqlRunner sql;

  @Override
  public Optional<User> find(String name) {
    return AccountValidator.isPossibleName(name)
        ? sql.query(FIND_BY_NAME, AccountDirectory::toUser, name).stream().findFirst()
        : Optional.empty();
  }

  @Override
  public Map<String, User> findAll(Collection<String> names) {
    List<String> validNames = names.stream().filter(AccountValidator::isPossibleName).toList();
    Map<String, User> users = new LinkedHashMap<>();
    if (!validNames.isEmpty()) {
      List<String> paddedNames = SqlRunner.padToPowerOfTwo(validNames);
      sql.query(
              FIND_BY_NAMES + SqlRunner.placeholders(paddedNames.size()) + ")",
              AccountDirectory::toUser,
              paddedNames.toArray())
          .forEach(user -> users.put(user.name(), user));
    }
    return users;
  }

  /**
   * {@inheritDoc}
   *
   * <p>When more than {@code limit} users match, those come whose names, or whose display names,
   * are the first ones, so that a search costs the same however many there are.
   */
  @Override
  public List<User> search(String prefix, int limit) {
    if (!AccountValidator.isPossiblePrefix(prefix)) {
      return List.of();
    }
    String rangeStart = SearchKey.of(prefix);
    String rangeEnd = SearchKey.endOfPrefixRange(rangeStart);
    return sql
        .query(
            SEARCH_BY_PREFIX,
            AccountDirectory::toUser,
            rangeStart,
            rangeEnd,
            limit,
            rangeStart,
            rangeEnd,
            limit)
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
