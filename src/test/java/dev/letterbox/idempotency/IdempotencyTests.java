package dev.letterbox.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.IdempotencyKeyReusedException;
import dev.letterbox.api.IdempotentRequest;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.maintenance.Housekeeping;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.SettableSettings;
import dev.letterbox.testing.Statements;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is asked for again is done once. */
public interface IdempotencyTests extends Asking {

  /** Would not roll back by itself. */
  @ApplicationException(rollback = false)
  class ChangedItsMindException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  default void work_is_done_once_and_its_answer_given_again() {
    String alice = users().named("alice");
    String key = UUID.randomUUID().toString();
    String first = writesUnder(key, alice, "Once");
    assertEquals(first, writesUnder(key, alice, "Once"));
    assertEquals(first, writesUnder(key, alice, "Once"), "and again");
    assertEquals(1, sentBy(alice));
  }

  @Test
  default void key_with_another_content_is_refused_and_nothing_is_done() {
    String alice = users().named("alice");
    writesUnder("key", alice, "First");
    assertThrows(IdempotencyKeyReusedException.class, () -> writesUnder("key", alice, "Second"));
    assertEquals(1, sentBy(alice));
    writesUnder("Key", alice, "Second");
    assertEquals(2, sentBy(alice), "keys differ in case");
  }

  @Test
  default void same_key_of_somebody_else_is_another_key() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    writesUnder("key", alice, "Same");
    writesUnder("key", bob, "Same");
    assertEquals(1, sentBy(alice));
    assertEquals(1, sentBy(bob));
  }

  @Test
  default void work_that_fails_in_any_way_leaves_nothing_and_the_key_can_be_used_again() {
    String alice = users().named("alice");
    IdempotentRequest asked = new IdempotentRequest(alice, "key", "");
    Supplier<String> refused =
        () -> {
          write(alice, "Before the refusal");
          return write(alice, "");
        };
    assertThrows(InvalidInputException.class, () -> idempotency().once(asked, refused));
    for (RuntimeException failure :
        List.of(new IllegalStateException("Failed by a test"), new ChangedItsMindException())) {
      Supplier<String> failing =
          () -> {
            write(alice, "Before the failure");
            throw failure;
          };
      assertThrows(RuntimeException.class, () -> idempotency().once(asked, failing));
    }
    assertEquals(0, sentBy(alice));
    assertEquals(0, rowsOf(alice));

    idempotency().once(asked, () -> write(alice, "At last"));
    assertEquals(1, sentBy(alice));
  }

  @Test
  default void claim_goes_and_stays_with_the_transaction_of_the_caller() throws Exception {
    String alice = users().named("alice");
    transaction().begin();
    writesUnder("key", alice, "Rolled back");
    writesUnder("key", alice, "Rolled back");
    transaction().rollback();
    assertEquals(0, sentBy(alice));
    assertEquals(0, rowsOf(alice));

    transaction().begin();
    String first = writesUnder("key", alice, "Committed");
    transaction().commit();
    assertEquals(first, writesUnder("key", alice, "Committed"));
    assertEquals(1, sentBy(alice));
  }

  @Test
  default void transaction_that_finds_an_answer_goes_on() throws Exception {
    String alice = users().named("alice");
    String first = writesUnder("key", alice, "Once");
    transaction().begin();
    assertEquals(first, writesUnder("key", alice, "Once"));
    write(alice, "And another");
    transaction().commit();
    assertEquals(2, sentBy(alice));
  }

  @Test
  default void work_that_asks_for_its_own_key_fails() {
    String alice = users().named("alice");
    IdempotentRequest asked = new IdempotentRequest(alice, "key", "");
    Supplier<String> again = () -> idempotency().once(asked, () -> "never");
    assertThrows(EJBException.class, () -> idempotency().once(asked, again));
    assertEquals(0, rowsOf(alice));
  }

  @Test
  default void owner_and_key_have_rules() {
    List<String> keys =
        new ArrayList<>(List.of("", " ", "a b", "ü", "a\0", "\u007f", "x".repeat(256)));
    keys.add(null);
    for (String key : keys) {
      assertEquals(Set.of("key"), wrongFields("alice", key), key);
    }
    for (String owner : List.of("", " ", "a\nb", "x".repeat(256))) {
      assertEquals(Set.of("owner"), wrongFields(owner, "key"), owner);
    }
    String alice = users().named("alice");
    writesUnder("!~" + "x".repeat(253), alice, "Longest");
    assertEquals(1, sentBy(alice));
  }

  private Set<String> wrongFields(String owner, String key) {
    IdempotentRequest wrong = new IdempotentRequest(owner, key, "");
    return assertThrows(InvalidInputException.class, () -> idempotency().once(wrong, () -> "never"))
        .errors()
        .keySet();
  }

  @Test
  default void answer_of_a_million_characters_is_kept() {
    String alice = users().named("alice");
    String answer = "ü".repeat(1_000_000);
    IdempotentRequest asked = new IdempotentRequest(alice, "key", "");
    idempotency().once(asked, () -> answer);
    assertEquals(answer, idempotency().once(asked, () -> "never"));
  }

  @Test
  default void no_row_tells_of_key_content_or_answer() {
    String alice = users().named("alice");
    String secret = "lb_" + UUID.randomUUID();
    IdempotentRequest asked = new IdempotentRequest(alice, secret, "password " + secret);
    idempotency().once(asked, () -> "token " + secret);
    List<String> row =
        sql()
            .query(
                "select key_hash, fingerprint, answer from lb_idempotency where owner = ?",
                columns -> columns.getString(1) + columns.getString(2) + columns.getString(3),
                alice);
    assertEquals(1, row.size());
    assertFalse(row.get(0).contains(secret.substring(0, 8)), row.toString());
    assertFalse(asked.toString().contains(secret));
  }

  @Test
  default void answer_counts_for_the_hours_of_the_setting_and_not_a_microsecond_longer() {
    String alice = users().named("alice");
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    try {
      settings.set(Setting.IDEMPOTENCY_HOURS, 2);
      clock().set(Instant.parse("2031-03-30T00:30:00Z"));
      String first = writesUnder("key", alice, "Once");
      clock().tick(Duration.ofHours(2).minusNanos(1000));
      assertEquals(first, writesUnder("key", alice, "Once"));
      clock().tick(Duration.ofNanos(1000));
      writesUnder("key", alice, "Something else by now");
      assertEquals(2, sentBy(alice));
      assertThrows(IdempotencyKeyReusedException.class, () -> writesUnder("key", alice, "Once"));
    } finally {
      clock().release();
      settings.reset();
    }
  }

  @Test
  default void expired_answers_are_forgotten_a_thousand_at_a_time_and_others_stay() {
    String alice = users().named("alice");
    Instant now = clock().now();
    insert(alice, 1001, now.minus(Duration.ofHours(24)).minusSeconds(1));
    insert(alice, 10, now.minus(Duration.ofHours(24)).plusSeconds(600));
    ExpiredAnswers expired = CDI.current().select(ExpiredAnswers.class).get();
    assertTrue(expired.forgetSome());
    assertEquals(11, rowsOf(alice));
    assertFalse(expired.forgetSome());
    assertEquals(10, rowsOf(alice));
  }

  @Test
  default void timer_forgets_all_that_has_expired() {
    String alice = users().named("alice");
    insert(alice, 2500, clock().now().minus(Duration.ofHours(25)));
    writesUnder("key", alice, "Kept");
    CDI.current().select(Housekeeping.class).get().cleanUp();
    assertEquals(1, rowsOf(alice));
  }

  private void insert(String owner, int number, Instant createdAt) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      rows.add(new Object[] {owner, UUID.randomUUID().toString(), createdAt});
    }
    sql()
        .batch(
            "insert into lb_idempotency (owner, key_hash, fingerprint, created_at)"
                + " values (?, ?, 'f', ?)",
            rows);
  }

  @Test
  default void key_costs_two_statements_and_so_does_its_answer() throws Exception {
    String alice = users().named("alice");
    IdempotentRequest asked = new IdempotentRequest(alice, "key", "");
    assertEquals(2, Statements.during(() -> idempotency().once(asked, () -> "a")).size());
    assertEquals(2, Statements.during(() -> idempotency().once(asked, () -> "b")).size());
  }
}
