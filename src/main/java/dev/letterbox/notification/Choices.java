package dev.letterbox.notification;

import dev.letterbox.api.Digest;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.shared.Sql;
import dev.letterbox.shared.UncheckedSqlException;
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
class Choices {

  private static final String ALL =
      "select label, channel, wanted from lb_preference where owner = ?";
  private static final String HAVING =
      "select owner from lb_preference where label = ? and channel = ? and wanted = ?"
          + " and owner in (";
  private static final String DIGESTS =
      "select owner, digest from lb_digest_choice where owner in (";

  private static final Upsert PREFERENCE =
      new Upsert(
          "update lb_preference set wanted = ? where owner = ? and label = ? and channel = ?",
          "insert into lb_preference (wanted, owner, label, channel) values (?, ?, ?, ?)",
          " on conflict (owner, label, channel) do update set wanted = excluded.wanted");
  private static final Upsert DIGEST =
      new Upsert(
          "update lb_digest_choice set digest = ? where owner = ?",
          "insert into lb_digest_choice (digest, owner) values (?, ?)",
          " on conflict (owner) do update set digest = excluded.digest");

  @Inject private Sql sql;

  /** A row that is changed, or made when it is not there; both take the same parameters. */
  private record Upsert(String update, String insert, String onConflict) {}

  /** What there is to be told of, on which channel. */
  record Route(NotificationLabel label, String channel) {

    static final Comparator<Route> ORDER =
        Comparator.comparing(Route::label).thenComparing(Route::channel);
  }

  /** What this user has chosen. */
  Map<Route, Boolean> of(String owner) {
    Map<Route, Boolean> chosen = new HashMap<>();
    sql.query(
        ALL,
        row ->
            chosen.put(
                new Route(
                    NotificationLabel.valueOf(row.getString("label")), row.getString("channel")),
                row.getBoolean("wanted")),
        owner);
    return chosen;
  }

  /**
   * Which of these users have chosen this.
   *
   * @param owners at least one
   */
  Set<String> having(
      Collection<String> owners, NotificationLabel label, String channel, boolean wanted) {
    return new HashSet<>(
        sql.query(
            HAVING + marks(owners),
            row -> row.getString("owner"),
            parameters(List.of(label.name(), channel, wanted), owners)));
  }

  /**
   * What these users have chosen, of those who have.
   *
   * @param owners at least one
   */
  Map<String, Digest> digests(Collection<String> owners) {
    Map<String, Digest> digests = new HashMap<>();
    sql.query(
        DIGESTS + marks(owners),
        row -> digests.put(row.getString("owner"), Digest.valueOf(row.getString("digest"))),
        parameters(List.of(), owners));
    return digests;
  }

  private static String marks(Collection<String> owners) {
    return Sql.marks(Sql.filledUp(owners).size()) + ")";
  }

  private static Object[] parameters(List<Object> first, Collection<String> owners) {
    List<Object> parameters = new ArrayList<>(first);
    parameters.addAll(Sql.filledUp(owners));
    return parameters.toArray();
  }

  /** Keeps what this user chooses, always in the same order, in which nobody waits in a circle. */
  void choose(String owner, Map<Route, Boolean> chosen) {
    store(
        PREFERENCE,
        chosen.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Route.ORDER))
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

  void chooseDigest(String owner, Digest digest) {
    store(DIGEST, List.<Object[]>of(new Object[] {digest.name(), owner}));
  }

  private void store(Upsert upsert, List<Object[]> rows) {
    if (sql.isDerby()) {
      rows.forEach(row -> storeOnDerby(upsert, row));
    } else {
      sql.batch(upsert.insert() + upsert.onConflict(), rows);
    }
  }

  /** Derby's {@code merge} loses updates. */
  private void storeOnDerby(Upsert upsert, Object[] row) {
    if (sql.update(upsert.update(), row) > 0) {
      return;
    }
    try {
      sql.update(upsert.insert(), row);
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      sql.update(upsert.update(), row); // somebody else was faster
    }
  }
}
