package dev.letterbox.notification;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Parameters;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of the notification preferences and digest frequencies that users have chosen; to be used
 * inside a transaction.
 */
@ApplicationScoped
public class PreferenceRepository {

  private static final String SELECT_BY_OWNER =
      """
      select label, channel, wanted from lb_preference
      where owner = :owner order by label, channel
      """;
  private static final String SELECT_OWNERS_BY_CHOICE =
      """
      select owner from lb_preference
      where label = :type and channel = :channel and wanted = :enabled and owner in (:owners)
      """;
  private static final String SELECT_DIGESTS =
      "select owner, digest from lb_digest_choice where owner in (:owners)";

  private static final String EXISTS_PREFERENCE =
      "select 1 from lb_preference where owner = :owner fetch first 1 rows only";
  private static final String EXISTS_DIGEST = "select 1 from lb_digest_choice where owner = :owner";
  private static final String DELETE_PREFERENCES = "delete from lb_preference where owner = :owner";
  private static final String DELETE_DIGEST = "delete from lb_digest_choice where owner = :owner";

  @Inject private Database database;

  private PreferenceStatements statements;

  @PostConstruct
  void chooseStatements() {
    statements = PreferenceStatements.of(database);
  }

  /** A notification type on a channel. */
  record PreferenceKey(NotificationType type, String channel) {

    static final Comparator<PreferenceKey> LOCK_ORDER =
        Comparator.comparing(PreferenceKey::type).thenComparing(PreferenceKey::channel);

    StoredPreference chosen(boolean enabled) {
      return new StoredPreference(type, channel, enabled);
    }
  }

  /** What a user has chosen for a type on a channel. */
  public record StoredPreference(NotificationType type, String channel, boolean enabled) {

    static void bind(StoredPreference choice, Parameters row) {
      row.bind("type", choice.type())
          .bind("channel", choice.channel())
          .bind("enabled", choice.enabled());
    }
  }

  /** The choices of a user, in the order of type names and channels. */
  public List<StoredPreference> findByOwner(String owner) {
    return database
        .sql(SELECT_BY_OWNER)
        .bind("owner", owner)
        .list(
            row ->
                new StoredPreference(
                    NotificationType.valueOf(row.getString("label")),
                    row.getString("channel"),
                    row.getBoolean("wanted")));
  }

  /** The digest frequency that a user has chosen; empty without a choice. */
  public Optional<DigestFrequency> findDigestFrequency(String owner) {
    return Optional.ofNullable(digestFrequencies(List.of(owner)).get(owner));
  }

  /** Those of these users who have made this choice. */
  Set<String> usersWith(
      Collection<String> owners, NotificationType type, String channel, boolean enabled) {
    return new HashSet<>(
        database
            .sql(SELECT_OWNERS_BY_CHOICE)
            .bind("type", type)
            .bind("channel", channel)
            .bind("enabled", enabled)
            .bindList("owners", owners)
            .list(row -> row.getString("owner")));
  }

  /** The digest frequencies of those of these users who have chosen one, by name. */
  Map<String, DigestFrequency> digestFrequencies(Collection<String> owners) {
    return database
        .sql(SELECT_DIGESTS)
        .bindList("owners", owners)
        .map(
            row -> row.getString("owner"), row -> DigestFrequency.valueOf(row.getString("digest")));
  }

  /** Stores the choices of a user, in a fixed order, to avoid deadlocks. */
  void savePreferences(String owner, Map<PreferenceKey, Boolean> chosen) {
    List<StoredPreference> choices =
        chosen.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(PreferenceKey.LOCK_ORDER))
            .map(choice -> choice.getKey().chosen(choice.getValue()))
            .toList();
    statements.savePreferences(owner, choices);
  }

  /** Stores the digest frequency that a user has chosen. */
  void saveDigest(String owner, DigestFrequency digest) {
    statements.saveDigest(owner, digest);
  }

  /** Whether a user has made any choice. */
  public boolean existsForOwner(String owner) {
    return database.sql(EXISTS_PREFERENCE).bind("owner", owner).exists()
        || database.sql(EXISTS_DIGEST).bind("owner", owner).exists();
  }

  /** Deletes all choices of a user. */
  public void deleteByOwner(String owner) {
    database.sql(DELETE_PREFERENCES).bind("owner", owner).update();
    database.sql(DELETE_DIGEST).bind("owner", owner).update();
  }
}
