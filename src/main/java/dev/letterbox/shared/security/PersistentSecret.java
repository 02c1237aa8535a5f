package dev.letterbox.shared.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
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
 * Keys that a setting may give. Without one the first node that needs it makes one at random and
 * keeps it in the database, where it is the same for all nodes and outlives them.
 */
@ApplicationScoped
public class PersistentSecret {

  private static final int SECRET_BYTES = 32;
  private static final String SELECT = "select secret from lb_secret where name = ?";
  private static final String INSERT = "insert into lb_secret (name, secret) values (?, ?)";

  private final Map<String, byte[]> cache = new ConcurrentHashMap<>();

  @Inject private Settings settings;
  @Inject private SqlRunner sql;
  @EJB private Transactions transactions;

  /** The key that this setting gives or leaves to us. */
  byte[] of(Setting<String> setting) {
    String configured = settings.get(setting);
    return configured.isEmpty()
        ? cache.computeIfAbsent(setting.key(), this::loadOrCreate)
        : configured.getBytes(UTF_8);
  }

  /** In a transaction of its own: a key that is in use must not be rolled back with a caller. */
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
    return sql.query(SELECT, row -> row.getString("secret"), name).stream().findFirst();
  }

  /** Another node may be faster; on Derby there is none. */
  private void insertRandom(String name) {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    sql.update(
        sql.isDerby() ? INSERT : INSERT + " on conflict do nothing",
        name,
        HexFormat.of().formatHex(bytes));
  }
}
