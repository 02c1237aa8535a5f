package dev.letterbox.account;

import dev.letterbox.api.account.Account;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what is stored about a user's account, without secrets and their digests. */
@ApplicationScoped
public class AccountExport {

  private static final String SELECT_ROLES =
      "select role from lb_account_role where account = :name order by role";
  private static final String SELECT_ACCOUNT =
      """
      select name, display_name, email, language, active, created_at
      from lb_account where name = :name
      """;
  private static final String SELECT_TOKENS =
      """
      select id, label, created_at from lb_api_token
      where account = :name order by created_at, id
      """;
  private static final String SELECT_SESSIONS =
      """
      select created_at, expires_at from lb_session
      where account = :name order by created_at, id
      """;

  @Inject private Database database;

  public record ExportedToken(String id, String label, Instant createdAt) {}

  public record ExportedSession(Instant createdAt, Instant expiresAt) {}

  public Optional<Account> findAccount(String name) {
    List<String> roles =
        database.sql(SELECT_ROLES).bind("name", name).list(row -> row.getString("role"));
    return database
        .sql(SELECT_ACCOUNT)
        .bind("name", name)
        .first(
            row ->
                new Account(
                    row.getString("name"),
                    row.getString("display_name"),
                    row.getString("email"),
                    row.getString("language"),
                    row.getBoolean("active"),
                    roles,
                    Database.instant(row, "created_at")));
  }

  /** Tokens, oldest first. */
  public List<ExportedToken> findTokens(String name) {
    return database
        .sql(SELECT_TOKENS)
        .bind("name", name)
        .list(
            row ->
                new ExportedToken(
                    row.getString("id"),
                    row.getString("label"),
                    Database.instant(row, "created_at")));
  }

  /** Sessions, oldest first. */
  public List<ExportedSession> findSessions(String name) {
    return database
        .sql(SELECT_SESSIONS)
        .bind("name", name)
        .list(
            row ->
                new ExportedSession(
                    Database.instant(row, "created_at"), Database.instant(row, "expires_at")));
  }
}
