package dev.letterbox.notification;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.notification.PreferenceRepository.StoredPreference;
import dev.letterbox.shared.jdbc.Database;
import java.util.List;

/** The statements of {@link PreferenceRepository} that differ as a whole between databases. */
interface PreferenceStatements {

  static PreferenceStatements of(Database database) {
    return database
        .dialect()
        .choose(
            () -> new DerbyPreferenceStatements(database),
            () -> new PostgresqlPreferenceStatements(database));
  }

  /** Inserts or updates the choices of a user, in their order. */
  void savePreferences(String owner, List<StoredPreference> choices);

  /** See {@link PreferenceRepository#saveDigest}. */
  void saveDigest(String owner, DigestFrequency digest);
}
