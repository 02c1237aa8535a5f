package dev.letterbox.shared.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secret keys of settings. Without a configured key, the first node that needs it creates a random
 * one and stores it in the database for all nodes.
 */
@ApplicationScoped
public class SecretRepository {

  private static final int SECRET_BYTES = 32;
  private static final String SELECT = "select secret from lb_secret where name = :name";
  private static final String INSERT =
      """
      insert into lb_secret (name, secret) values (:name, :secret)
      {on conflict do nothing}
      """;

  private final Map<String, byte[]> cache = new ConcurrentHashMap<>();

  @Inject private Settings settings;
  @Inject private Database database;
  @EJB private Transactions transactions;

  /** The configured key of a setting, or else the stored one. */
  byte[] get(Setting<String> setting) {
    String configured = settings.get(setting);
    return configured.isEmpty()
        ? cache.computeIfAbsent(setting.key(), this::loadOrCreate)
        : configured.getBytes(UTF_8);
  }

  /** In a separate transaction: a key in use must not be rolled back with the caller. */
  private byte[] loadOrCreate(String name) {
    String secret =
        transactions.inNewTransaction(
            () -> {
              Optional<String> stored = find(name);
              if (stored.isEmpty()) {
                insertRandom(name);
              }
              return stored.or(() -> find(name)).orElseThrow();
            });
    return HexFormat.of().parseHex(secret);
  }

  private Optional<String> find(String name) {
    return database.sql(SELECT).bind("name", name).first(row -> row.getString("secret"));
  }

  /** Inserts a random key, unless another node has inserted one. */
  private void insertRandom(String name) {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    database
        .sql(INSERT)
        .bind("name", name)
        .bind("secret", HexFormat.of().formatHex(bytes))
        .insertIfAbsent();
  }
}
