package dev.letterbox.testing.support;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Creates accounts for single tests, so that each test has its own data. They can log in only where
 * a method says so.
 */
@ApplicationScoped
public class TestUsers {

  private static final AtomicInteger SEQUENCE = new AtomicInteger();
  private static final String INSERT =
      """
      insert into lb_account (name, display_name, search_name, search_display_name, active, demo,
        created_at, version)
      values (?, ?, ?, ?, ?, false, ?, 0)
      """;

  @Inject private SqlRunner sql;

  /** A new active user with this prefix. */
  @Transactional
  public String create(String prefix) {
    return insert(prefix + "-" + SEQUENCE.incrementAndGet(), true);
  }

  /** A new active user with exactly this name. */
  @Transactional
  public String createNamed(String name) {
    return insert(name, true);
  }

  /**
   * A new active user with the address {@code <name>@example.org}.
   *
   * @param language null for none
   */
  @Transactional
  public String createWithEmail(String prefix, String language) {
    String name = create(prefix);
    sql.update(
        "update lb_account set email = ?, language = ? where name = ?",
        name + "@example.org",
        language,
        name);
    return name;
  }

  /** A new user with the role {@code user} and the password of demo mode. */
  @Transactional
  public String createWithDemoPassword(String prefix) {
    String name = create(prefix);
    String hash =
        sql.query(
                "select password_hash from lb_account where name = 'alice'",
                row -> row.getString("password_hash"))
            .get(0);
    sql.update("update lb_account set password_hash = ? where name = ?", hash, name);
    sql.update("insert into lb_account_role (account, role) values (?, 'user')", name);
    return name;
  }

  /** A new inactive user with this prefix. */
  @Transactional
  public String createInactive(String prefix) {
    return insert(prefix + "-" + SEQUENCE.incrementAndGet(), false);
  }

  /** Several new active users. */
  @Transactional
  public List<String> createMany(String prefix, int count) {
    String unique = prefix + "-" + SEQUENCE.incrementAndGet() + "-";
    List<String> names = IntStream.range(0, count).mapToObj(i -> unique + i).toList();
    List<Object[]> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(insertParameters(name, true));
      if (rows.size() == 1000) {
        sql.batch(INSERT, rows);
        rows.clear();
      }
    }
    sql.batch(INSERT, rows);
    return names;
  }

  /** An e-mail address that no other test uses, of a visitor. */
  public String newVisitorAddress() {
    return "ann-" + UUID.randomUUID() + "@mail.example.org";
  }

  private String insert(String name, boolean active) {
    sql.update(INSERT, insertParameters(name, active));
    return name;
  }

  private static Object[] insertParameters(String name, boolean active) {
    String search = name.toLowerCase(Locale.ROOT);
    return new Object[] {name, name, search, search, active, Instant.EPOCH};
  }
}
