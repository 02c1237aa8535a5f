package dev.letterbox.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

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
public class KeptSecret {

  private static final int BYTES = 32;
  private static final String SELECT = "select secret from lb_secret where name = ?";
  private static final String INSERT = "insert into lb_secret (name, secret) values (?, ?)";

  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  @Inject private Settings settings;
  @Inject private Sql sql;
  @EJB private Transactions transactions;

  /** The key that this setting gives or leaves to us. */
  byte[] of(Setting<String> setting) {
    String given = settings.get(setting);
    return given.isEmpty()
        ? known.computeIfAbsent(setting.key(), this::kept)
        : given.getBytes(UTF_8);
  }

  /** In a transaction of its own: a key that is in use must not be rolled back with a caller. */
  private byte[] kept(String name) {
    String secret =
        transactions.begin(
            () -> {
              Optional<String> found = find(name);
              if (found.isEmpty()) {
                make(name);
              }
              return found.or(() -> find(name)).orElseThrow();
            });
    return HexFormat.of().parseHex(secret);
  }

  private Optional<String> find(String name) {
    return sql.query(SELECT, row -> row.getString("secret"), name).stream().findFirst();
  }

  /** Another node may be faster; on Derby there is none. */
  private void make(String name) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    sql.update(
        sql.isDerby() ? INSERT : INSERT + " on conflict do nothing",
        name,
        HexFormat.of().formatHex(bytes));
  }
}
