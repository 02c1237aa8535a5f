package dev.letterbox.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.request.IdempotencyKeyReusedException;
import dev.letterbox.api.request.IdempotentRequest;
import dev.letterbox.maintenance.ExpiryTimer;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.ejb.ApplicationException;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Repeated requests with one key run once. */
class IdempotencyServiceTests extends InServerTestBase implements IdempotencyServices {

  /** Does not roll back by itself. */
  @ApplicationException(rollback = false)
  private static class NoRollbackException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void work_runs_once_and_its_answer_is_returned_again() {
    String alice = users().create("alice");
    String key = UUID.randomUUID().toString();
    String first = writeWithKey(key, alice, "Once");
    assertEquals(first, writeWithKey(key, alice, "Once"));
    assertEquals(first, writeWithKey(key, alice, "Once"), "and again");
    assertEquals(1, sentCount(alice));
  }

  @Test
  void key_with_different_content_is_rejected() {
    String alice = users().create("alice");
    writeWithKey("key", alice, "First");
    assertThrows(IdempotencyKeyReusedException.class, () -> writeWithKey("key", alice, "Second"));
    assertEquals(1, sentCount(alice));
    writeWithKey("Key", alice, "Second");
    assertEquals(2, sentCount(alice), "keys differ in case");
  }

  @Test
  void keys_of_different_owners_are_independent() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    writeWithKey("key", alice, "Same");
    writeWithKey("key", bob, "Same");
    assertEquals(1, sentCount(alice));
    assertEquals(1, sentCount(bob));
  }

  @Test
  void failed_work_is_rolled_back_and_its_key_can_be_reused() {
    String alice = users().create("alice");
    IdempotentRequest request = IdempotentRequest.of(alice, "key", "");
    Supplier<String> rejected =
        () -> {
          write(alice, "Before the refusal");
          return write(alice, "");
        };
    assertThrows(InvalidInputException.class, () -> idempotency().runOnce(request, rejected));
    for (RuntimeException failure :
        List.of(new IllegalStateException("Failed by a test"), new NoRollbackException())) {
      Supplier<String> failing =
          () -> {
            write(alice, "Before the failure");
            throw failure;
          };
      assertThrows(RuntimeException.class, () -> idempotency().runOnce(request, failing));
    }
    assertEquals(0, sentCount(alice));
    assertEquals(0, keyCount(alice));

    idempotency().runOnce(request, () -> write(alice, "At last"));
    assertEquals(1, sentCount(alice));
  }

  @Test
  void claim_joins_the_transaction_of_the_caller() throws Exception {
    String alice = users().create("alice");
    transaction().begin();
    writeWithKey("key", alice, "Rolled back");
    writeWithKey("key", alice, "Rolled back");
    transaction().rollback();
    assertEquals(0, sentCount(alice));
    assertEquals(0, keyCount(alice));

    transaction().begin();
    String first = writeWithKey("key", alice, "Committed");
    transaction().commit();
    assertEquals(first, writeWithKey("key", alice, "Committed"));
    assertEquals(1, sentCount(alice));
  }

  @Test
  void transaction_continues_after_a_stored_answer() throws Exception {
    String alice = users().create("alice");
    String first = writeWithKey("key", alice, "Once");
    transaction().begin();
    assertEquals(first, writeWithKey("key", alice, "Once"));
    write(alice, "And another");
    transaction().commit();
    assertEquals(2, sentCount(alice));
  }

  @Test
  void work_that_claims_its_own_key_fails() {
    String alice = users().create("alice");
    IdempotentRequest request = IdempotentRequest.of(alice, "key", "");
    Supplier<String> nestedCall = () -> idempotency().runOnce(request, () -> "never");
    assertThrows(ConflictException.class, () -> idempotency().runOnce(request, nestedCall));
    assertEquals(0, keyCount(alice));
  }

  @Test
  void owner_and_key_are_validated() {
    List<String> keys =
        new ArrayList<>(List.of("", " ", "a b", "ü", "a\0", "\u007f", "x".repeat(256)));
    keys.add(null);
    for (String key : keys) {
      assertEquals(Set.of("key"), invalidFieldsOf("alice", key), key);
    }
    for (String owner : List.of("", " ", "a\nb", "x".repeat(256))) {
      assertEquals(Set.of("owner"), invalidFieldsOf(owner, "key"), owner);
    }
    String alice = users().create("alice");
    writeWithKey("!~" + "x".repeat(253), alice, "Longest");
    assertEquals(1, sentCount(alice));
  }

  private Set<String> invalidFieldsOf(String owner, String key) {
    IdempotentRequest request = IdempotentRequest.of(owner, key, "");
    return assertThrows(
            InvalidInputException.class, () -> idempotency().runOnce(request, () -> "never"))
        .errors()
        .keySet();
  }

  @Test
  void answer_of_a_million_characters_is_stored() {
    String alice = users().create("alice");
    String answer = "ü".repeat(1_000_000);
    IdempotentRequest request = IdempotentRequest.of(alice, "key", "");
    idempotency().runOnce(request, () -> answer);
    assertEquals(answer, idempotency().runOnce(request, () -> "never"));
  }

  @Test
  void stored_row_of_a_secret_answer_reveals_neither_key_nor_content_nor_answer() {
    String alice = users().create("alice");
    String secret = "lb_" + UUID.randomUUID();
    IdempotentRequest request =
        IdempotentRequest.of(alice, secret, "password " + secret).secretResult(true);
    assertEquals("token " + secret, idempotency().runOnce(request, () -> "token " + secret));
    List<String> row =
        sql()
            .query(
                "select key_hash, fingerprint, answer from lb_idempotency where owner = ?",
                columns -> columns.getString(1) + columns.getString(2) + columns.getString(3),
                alice);
    assertEquals(1, row.size());
    assertFalse(row.get(0).contains(secret.substring(0, 8)), row.toString());
    assertFalse(request.toString().contains(secret));
  }

  @Test
  void repeated_request_with_a_secret_answer_is_a_conflict_and_runs_once() {
    String alice = users().create("alice");
    IdempotentRequest request = IdempotentRequest.of(alice, "key", "Once").secretResult(true);
    idempotency().runOnce(request, () -> write(alice, "Once"));
    ConflictException repeated =
        assertThrows(
            ConflictException.class,
            () -> idempotency().runOnce(request, () -> write(alice, "Once")));
    assertTrue(repeated.detail().contains("not stored"), repeated.detail());
    assertEquals(1, sentCount(alice));
    assertThrows(
        IdempotencyKeyReusedException.class,
        () -> idempotency().runOnce(IdempotentRequest.of(alice, "key", "Other"), () -> "never"));
  }

  @Test
  void answer_expires_after_the_hours_of_the_setting() {
    String alice = users().create("alice");
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    try {
      settings.set(Setting.IDEMPOTENCY_RETENTION, Duration.ofHours(2));
      clock().set(Instant.parse("2031-03-30T00:30:00Z"));
      String first = writeWithKey("key", alice, "Once");
      clock().advance(Duration.ofHours(2).minusNanos(1000));
      assertEquals(first, writeWithKey("key", alice, "Once"));
      clock().advance(Duration.ofNanos(1000));
      writeWithKey("key", alice, "Something else by now");
      assertEquals(2, sentCount(alice));
      assertThrows(IdempotencyKeyReusedException.class, () -> writeWithKey("key", alice, "Once"));
    } finally {
      clock().reset();
      settings.reset();
    }
  }

  @Test
  void expired_keys_are_deleted_in_batches_of_a_thousand() {
    String alice = users().create("alice");
    Instant now = clock().now();
    insertKeys(alice, 1001, now.minus(Duration.ofHours(24)).minusSeconds(1));
    insertKeys(alice, 10, now.minus(Duration.ofHours(24)).plusSeconds(600));
    IdempotencyRepository repository = CDI.current().select(IdempotencyRepository.class).get();
    assertTrue(repository.deleteExpired());
    assertEquals(11, keyCount(alice));
    assertFalse(repository.deleteExpired());
    assertEquals(10, keyCount(alice));
  }

  @Test
  void expiry_timer_deletes_all_expired_keys() {
    String alice = users().create("alice");
    insertKeys(alice, 2500, clock().now().minus(Duration.ofHours(25)));
    writeWithKey("key", alice, "Kept");
    CDI.current().select(ExpiryTimer.class).get().deleteExpired();
    assertEquals(1, keyCount(alice));
  }

  private void insertKeys(String owner, int count, Instant createdAt) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Object[] {owner, UUID.randomUUID().toString(), createdAt});
    }
    sql()
        .batch(
            "insert into lb_idempotency (owner, key_hash, fingerprint, created_at)"
                + " values (?, ?, 'f', ?)",
            rows);
  }

  @Test
  void first_and_repeated_request_cost_two_statements_each() throws Exception {
    String alice = users().create("alice");
    IdempotentRequest request = IdempotentRequest.of(alice, "key", "");
    assertEquals(
        2, StatementRecorder.capture(() -> idempotency().runOnce(request, () -> "a")).size());
    assertEquals(
        2, StatementRecorder.capture(() -> idempotency().runOnce(request, () -> "b")).size());
  }
}
