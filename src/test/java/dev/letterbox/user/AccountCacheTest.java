package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.user.AccountCache.By;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AccountCacheTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger readings = new AtomicInteger();
  private final Map<String, LoginAccount> database = new ConcurrentHashMap<>();
  private final AccountCache<LoginAccount> cache =
      new AccountCache<>(Duration.ofSeconds(1), nanos::get);

  private static LoginAccount alice(String... roles) {
    return new LoginAccount("alice", Set.of(roles), "hash", true);
  }

  private Optional<LoginAccount> read(String text) {
    readings.incrementAndGet();
    return Optional.ofNullable(database.get(text));
  }

  private Optional<LoginAccount> get(String text) {
    return cache.get(By.NAME, text, this::read);
  }

  @Test
  void account_is_read_once() {
    database.put("alice", alice("user"));

    assertEquals(alice("user"), get("alice").orElseThrow());
    assertEquals(alice("user"), get("alice").orElseThrow());
    assertEquals(1, readings.get());
  }

  @Test
  void missing_account_is_looked_for_once() {
    assertTrue(get("nobody").isEmpty());
    assertTrue(get("nobody").isEmpty());
    assertEquals(1, readings.get());
  }

  @Test
  void name_and_token_are_not_confused() {
    database.put("alice", alice("user"));
    get("alice");

    assertTrue(cache.get(By.TOKEN_HASH, "alice", text -> Optional.empty()).isEmpty());
  }

  @Test
  void change_on_this_node_counts_at_once() {
    database.put("alice", alice("user"));
    get("alice");
    database.put("alice", alice("user", "admin"));
    cache.beginGeneration();

    assertEquals(alice("user", "admin"), get("alice").orElseThrow());
  }

  @Test
  void change_on_another_node_counts_after_a_second() {
    database.put("alice", alice("user"));
    get("alice");
    database.put("alice", alice("user", "admin"));

    assertEquals(alice("user"), get("alice").orElseThrow());
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals(alice("user", "admin"), get("alice").orElseThrow());
  }

  @Test
  void reading_that_raced_with_a_change_is_never_handed_out_again() {
    database.put("alice", alice("user", "admin"));
    cache.get(
        By.NAME,
        "alice",
        text -> {
          Optional<LoginAccount> old = read(text);
          database.put("alice", alice("user"));
          cache.beginGeneration();
          return old;
        });

    assertEquals(alice("user"), get("alice").orElseThrow());
  }

  @Test
  void what_is_forgotten_is_read_again_and_nothing_else() {
    database.put("alice", alice("user"));
    get("alice");
    get("bob");
    cache.forget(By.NAME, "alice");
    get("alice");
    get("bob");

    assertEquals(3, readings.get());
  }

  @Test
  void cache_of_no_time_is_off() {
    AccountCache<LoginAccount> off = new AccountCache<>(Duration.ZERO, nanos::get);
    off.get(By.NAME, "alice", this::read);
    off.get(By.NAME, "alice", this::read);

    assertEquals(2, readings.get());
  }

  @Test
  void snapshot_does_not_print_the_hash() {
    assertEquals("LoginAccount[name=alice, roles=[user], admitted=true]", alice("user").toString());
  }
}
