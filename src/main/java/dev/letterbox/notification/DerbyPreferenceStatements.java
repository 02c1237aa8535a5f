package dev.letterbox.notification;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.notification.PreferenceRepository.StoredPreference;
import dev.letterbox.shared.jdbc.Database;
import java.util.ArrayList;
import java.util.List;

/** An update, then an insert of what is missing: {@code merge} loses concurrent changes. */
final class DerbyPreferenceStatements implements PreferenceStatements {

  private static final String UPDATE_PREFERENCE =
      """
      update lb_preference set wanted = :enabled
      where owner = :owner and label = :type and channel = :channel
      """;
  private static final String INSERT_PREFERENCE =
      """
      insert into lb_preference (owner, label, channel, wanted)
      values (:owner, :type, :channel, :enabled)
      """;
  private static final String UPDATE_DIGEST =
      """
      update lb_digest_choice set digest = :digest where owner = :owner
      """;
  private static final String INSERT_DIGEST =
      """
      insert into lb_digest_choice (owner, digest) values (:owner, :digest)
      """;

  private final Database database;

  DerbyPreferenceStatements(Database database) {
    this.database = database;
  }

  @Override
  public void savePreferences(String owner, List<StoredPreference> choices) {
    List<StoredPreference> missing = new ArrayList<>(choices);
    missing.removeAll(update(owner, choices));
    for (StoredPreference choice : missing) {
      if (!insert(owner, choice)) {
        update(owner, List.of(choice)); // inserted concurrently
      }
    }
  }

  private List<StoredPreference> update(String owner, List<StoredPreference> choices) {
    return database
        .sql(UPDATE_PREFERENCE)
        .bind("owner", owner)
        .batch(choices, StoredPreference::bind);
  }

  private boolean insert(String owner, StoredPreference choice) {
    return database
        .sql(INSERT_PREFERENCE)
        .bind("owner", owner)
        .bind("type", choice.type())
        .bind("channel", choice.channel())
        .bind("enabled", choice.enabled())
        .insertIfAbsent();
  }

  @Override
  public void saveDigest(String owner, DigestFrequency digest) {
    if (!updateDigest(owner, digest)
        && !database
            .sql(INSERT_DIGEST)
            .bind("owner", owner)
            .bind("digest", digest)
            .insertIfAbsent()) {
      updateDigest(owner, digest); // inserted concurrently
    }
  }

  private boolean updateDigest(String owner, DigestFrequency digest) {
    return database.sql(UPDATE_DIGEST).bind("owner", owner).bind("digest", digest).update() > 0;
  }
}
