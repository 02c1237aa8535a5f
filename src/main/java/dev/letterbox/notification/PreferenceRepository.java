package dev.letterbox.notification;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of the notification preferences and digest frequencies that users have chosen. */
@ApplicationScoped
class PreferenceRepository {

  private static final String SELECT_BY_OWNER =
      "select label, channel, wanted from lb_preference where owner = ?";
  private static final String SELECT_OWNERS_BY_CHOICE =
      "select owner from lb_preference where label = ? and channel = ? and wanted = ?"
          + " and owner in (";
  private static final String SELECT_DIGESTS =
      "select owner, digest from lb_digest_choice where owner in (";

  private static final UpsertSql UPSERT_PREFERENCE =
      new UpsertSql(
          "update lb_preference set wanted = ? where owner = ? and label = ? and channel = ?",
          "insert into lb_preference (wanted, owner, label, channel) values (?, ?, ?, ?)",
          " on conflict (owner, label, channel) do update set wanted = excluded.wanted");
  private static final UpsertSql UPSERT_DIGEST =
      new UpsertSql(
          "update lb_digest_choice set digest = ? where owner = ?",
          "insert into lb_digest_choice (digest, owner) values (?, ?)",
          " on conflict (owner) do update set digest = excluded.digest");

  @Inject private SqlRunner sql;

  /** Updates a row or inserts it; all statements have the same parameters. */
  private record UpsertSql(String update, String insert, String onConflict) {}

  /** A notification type on a channel. */
  record PreferenceKey(NotificationType type, String channel) {

    static final Comparator<PreferenceKey> LOCK_ORDER =
        Comparator.comparing(PreferenceKey::type).thenComparing(PreferenceKey::channel);
  }

  /** The choices of a user. */
  Map<PreferenceKey, Boolean> findByOwner(String owner) {
    Map<PreferenceKey, Boolean> chosen = new HashMap<>();
    sql.query(
        SELECT_BY_OWNER,
        row ->
            chosen.put(
                new PreferenceKey(
                    NotificationType.valueOf(row.getString("label")), row.getString("channel")),
                row.getBoolean("wanted")),
        owner);
    return chosen;
  }

  /**
   * Those of these users who have made this choice.
   *
   * @param owners at least one
   */
  Set<String> usersWith(
      Collection<String> owners, NotificationType type, String channel, boolean wanted) {
    return new HashSet<>(
        sql.query(
            SELECT_OWNERS_BY_CHOICE + placeholders(owners),
            row -> row.getString("owner"),
            parameters(List.of(type.name(), channel, wanted), owners)));
  }

  /**
   * The choices of those of these users who have made one.
   *
   * @param owners at least one
   */
  Map<String, DigestFrequency> digestFrequencies(Collection<String> owners) {
    Map<String, DigestFrequency> digests = new HashMap<>();
    sql.query(
        SELECT_DIGESTS + placeholders(owners),
        row ->
            digests.put(row.getString("owner"), DigestFrequency.valueOf(row.getString("digest"))),
        parameters(List.of(), owners));
    return digests;
  }

  private static String placeholders(Collection<String> owners) {
    return SqlRunner.placeholders(SqlRunner.padToPowerOfTwo(owners).size()) + ")";
  }

  private static Object[] parameters(List<Object> leading, Collection<String> owners) {
    List<Object> parameters = new ArrayList<>(leading);
    parameters.addAll(SqlRunner.padToPowerOfTwo(owners));
    return parameters.toArray();
  }

  /** Stores the choices of a user, in a fixed order, to avoid deadlocks. */
  void savePreferences(String owner, Map<PreferenceKey, Boolean> chosen) {
    upsert(
        UPSERT_PREFERENCE,
        chosen.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(PreferenceKey.LOCK_ORDER))
            .map(
                choice ->
                    new Object[] {
                      choice.getValue(),
                      owner,
                      choice.getKey().type().name(),
                      choice.getKey().channel()
                    })
            .toList());
  }

  void saveDigest(String owner, DigestFrequency digest) {
    upsert(UPSERT_DIGEST, List.<Object[]>of(new Object[] {digest.name(), owner}));
  }

  private void upsert(UpsertSql statements, List<Object[]> rows) {
    if (sql.isDerby()) {
      rows.forEach(row -> upsertOnDerby(statements, row));
    } else {
      sql.batch(statements.insert() + statements.onConflict(), rows);
    }
  }

  /** Not by {@code merge}, which loses updates on Derby. */
  private void upsertOnDerby(UpsertSql statements, Object[] row) {
    if (sql.update(statements.update(), row) > 0) {
      return;
    }
    try {
      sql.update(statements.insert(), row);
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      sql.update(statements.update(), row); // inserted by a concurrent transaction
    }
  }
}
