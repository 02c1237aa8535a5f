package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.account.AccountCache.CacheKeyType;
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
  private final AtomicInteger readCount = new AtomicInteger();
  private final Map<String, LoginAccount> database = new ConcurrentHashMap<>();
  private final AccountCache<LoginAccount> cache =
      new AccountCache<>(Duration.ofSeconds(1), nanos::get);

  private static LoginAccount alice(String... roles) {
    return new LoginAccount("alice", Set.of(roles), "hash", true);
  }

  private Optional<LoginAccount> read(String text) {
    readCount.incrementAndGet();
    return Optional.ofNullable(database.get(text));
  }

  private Optional<LoginAccount> getByName(String text) {
    return cache.get(CacheKeyType.NAME, text, this::read);
  }

  @Test
  void account_is_read_once() {
    database.put("alice", alice("user"));

    assertEquals(alice("user"), getByName("alice").orElseThrow());
    assertEquals(alice("user"), getByName("alice").orElseThrow());
    assertEquals(1, readCount.get());
  }

  @Test
  void missing_account_is_read_once() {
    assertTrue(getByName("unknown").isEmpty());
    assertTrue(getByName("unknown").isEmpty());
    assertEquals(1, readCount.get());
  }

  @Test
  void name_and_token_are_not_confused() {
    database.put("alice", alice("user"));
    getByName("alice");

    assertTrue(cache.get(CacheKeyType.TOKEN_HASH, "alice", text -> Optional.empty()).isEmpty());
  }

  @Test
  void change_on_this_node_is_visible_at_once() {
    database.put("alice", alice("user"));
    getByName("alice");
    database.put("alice", alice("user", "admin"));
    cache.invalidateAll();

    assertEquals(alice("user", "admin"), getByName("alice").orElseThrow());
  }

  @Test
  void change_on_another_node_is_visible_after_the_time_to_live() {
    database.put("alice", alice("user"));
    getByName("alice");
    database.put("alice", alice("user", "admin"));

    assertEquals(alice("user"), getByName("alice").orElseThrow());
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals(alice("user", "admin"), getByName("alice").orElseThrow());
  }

  @Test
  void read_that_raced_with_a_change_is_never_returned_again() {
    database.put("alice", alice("user", "admin"));
    cache.get(
        CacheKeyType.NAME,
        "alice",
        text -> {
          Optional<LoginAccount> stale = read(text);
          database.put("alice", alice("user"));
          cache.invalidateAll();
          return stale;
        });

    assertEquals(alice("user"), getByName("alice").orElseThrow());
  }

  @Test
  void only_an_invalidated_entry_is_read_again() {
    database.put("alice", alice("user"));
    getByName("alice");
    getByName("bob");
    cache.invalidate(CacheKeyType.NAME, "alice");
    getByName("alice");
    getByName("bob");

    assertEquals(3, readCount.get());
  }

  @Test
  void time_to_live_of_zero_disables_the_cache() {
    AccountCache<LoginAccount> disabled = new AccountCache<>(Duration.ZERO, nanos::get);
    disabled.get(CacheKeyType.NAME, "alice", this::read);
    disabled.get(CacheKeyType.NAME, "alice", this::read);

    assertEquals(2, readCount.get());
  }

  @Test
  void login_account_does_not_print_the_hash() {
    assertEquals("LoginAccount[name=alice, roles=[user], mayLogIn=true]", alice("user").toString());
  }
}
