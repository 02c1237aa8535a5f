package dev.letterbox.notification;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.notification.PreferenceRepository.StoredPreference;
import dev.letterbox.shared.jdbc.Database;
import java.util.List;

/** One upsert for each row. */
final class PostgresqlPreferenceStatements implements PreferenceStatements {

  private static final String UPSERT_PREFERENCE =
      """
      insert into lb_preference (owner, label, channel, wanted)
      values (:owner, :type, :channel, :enabled)
      on conflict (owner, label, channel) do update set wanted = excluded.wanted
      """;
  private static final String UPSERT_DIGEST =
      """
      insert into lb_digest_choice (owner, digest) values (:owner, :digest)
      on conflict (owner) do update set digest = excluded.digest
      """;

  private final Database database;

  PostgresqlPreferenceStatements(Database database) {
    this.database = database;
  }

  @Override
  public void savePreferences(String owner, List<StoredPreference> choices) {
    database.sql(UPSERT_PREFERENCE).bind("owner", owner).batch(choices, StoredPreference::bind);
  }

  @Override
  public void saveDigest(String owner, DigestFrequency digest) {
    database.sql(UPSERT_DIGEST).bind("owner", owner).bind("digest", digest).update();
  }
}
