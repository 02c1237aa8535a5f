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

/** Rows of what users have chosen about notifications. */
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

  /** A row that is changed, or made when it is not there; both take the same parameters. */
  private record UpsertSql(String update, String insert, String onConflict) {}

  /** What there is to be told of, on which channel. */
  record PreferenceKey(NotificationType label, String channel) {

    static final Comparator<PreferenceKey> LOCK_ORDER =
        Comparator.comparing(PreferenceKey::label).thenComparing(PreferenceKey::channel);
  }

  /** What this user has chosen. */
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
   * Which of these users have chosen this.
   *
   * @param owners at least one
   */
  Set<String> usersWith(
      Collection<String> owners, NotificationType label, String channel, boolean wanted) {
    return new HashSet<>(
        sql.query(
            SELECT_OWNERS_BY_CHOICE + placeholders(owners),
            row -> row.getString("owner"),
            parameters(List.of(label.name(), channel, wanted), owners)));
  }

  /**
   * What these users have chosen, of those who have.
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

  /** Keeps what this user chooses, always in the same order, in which nobody waits in a circle. */
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
                      choice.getKey().label().name(),
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

  /** Derby's {@code merge} loses updates. */
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
      sql.update(statements.update(), row); // somebody else was faster
    }
  }
}
