package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.LogInFailedException;
import dev.letterbox.api.NewSession;
import dev.letterbox.api.SessionNotFoundException;
import dev.letterbox.api.SessionsClosedException;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Setting.LogIn;
import dev.letterbox.testing.SessionServices;
import dev.letterbox.testing.SettableSettings;
import dev.letterbox.testing.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The life of a session. */
public interface SessionTests extends SessionServices {

  private static Sessions stored() {
    return CDI.current().select(Sessions.class).get();
  }

  private static LoginAccounts read() {
    return CDI.current().select(LoginAccounts.class).get();
  }

  private void assertOver(String id) {
    assertThrows(SessionNotFoundException.class, () -> sessions().get(id));
  }

  @Test
  default void session_is_stored_as_a_digest_of_its_secret() {
    String bob = users().withDemoPassword("bob");
    NewSession begun = begin(bob);
    assertEquals(
        1,
        rows()
            .number(
                "select count(*) from lb_session where id = ? and account = ?",
                SessionSecret.parse(begun.secret()).orElseThrow().id(),
                bob));
    assertEquals(0, rows().number("select count(*) from lb_session where id = ?", begun.secret()));
    assertEquals(bob, sessions().get(begun.session().id()).user());
    assertEquals(List.of("user"), begun.session().roles());
  }

  @Test
  default void session_is_read_by_one_statement_and_none_a_moment_later() throws Exception {
    String id = begin(users().withDemoPassword("bob")).session().id();
    assertEquals(1, Statements.during(() -> sessions().get(id)).size());
    assertEquals(0, Statements.during(() -> sessions().get(id)).size());
    assertEquals(1, Statements.during(() -> assertOver("unknown-" + id)).size());
    assertEquals(0, Statements.during(() -> assertOver("unknown-" + id)).size());
  }

  @Test
  default void session_is_over_after_its_time_though_it_was_read_a_moment_ago() {
    Instant start = Instant.parse("2031-01-12T12:00:00Z");
    try {
      clock().set(start);
      String id = begin(users().withDemoPassword("bob")).session().id();
      clock().tick(Duration.ofMinutes(30).minusNanos(1000));
      assertEquals(start.plus(Duration.ofMinutes(30)), sessions().get(id).expiresAt());
      clock().tick(Duration.ofNanos(1000));
      assertOver(id);
      assertFalse(stored().goOn(readAs(id)), "nobody brings it back to life");
      assertOver(id);
    } finally {
      clock().release();
    }
  }

  /** The session as a node has read it that does not know that it is over. */
  private LoginSession readAs(String id) {
    return new LoginSession(
        id, new LoginAccount("bob", Set.of(), null, true), clock().now().plusSeconds(60));
  }

  @Test
  default void requests_prolong_a_session_by_one_update_a_minute() throws Exception {
    Instant start = Instant.parse("2032-01-12T12:00:00Z");
    try {
      clock().set(start);
      String id = begin(users().withDemoPassword("bob")).session().id();
      for (int minute = 1; minute <= 90; minute++) {
        clock().tick(Duration.ofSeconds(30));
        assertEquals(0, Statements.during(() -> goOn(id)).size() - (minute == 1 ? 1 : 0));
        clock().tick(Duration.ofSeconds(30));
        assertEquals(1, Statements.during(() -> goOn(id)).size());
      }
      assertEquals(start.plus(Duration.ofHours(2)), sessions().get(id).expiresAt());
      clock().tick(Duration.ofMinutes(30));
      assertOver(id);
    } finally {
      clock().release();
    }
  }

  private void goOn(String id) {
    assertTrue(stored().goOn(read().findSession(id).orElseThrow()));
  }

  @Test
  default void session_that_another_node_has_prolonged_is_read_again_before_it_is_given_up() {
    try {
      clock().set(Instant.parse("2033-01-12T12:00:00Z"));
      String id = begin(users().withDemoPassword("bob")).session().id();
      sessions().get(id);
      clock().tick(Duration.ofMinutes(45));
      sql()
          .update(
              "update lb_session set expires_at = ? where id = ?",
              clock().now().plus(Duration.ofMinutes(1)),
              id);
      assertEquals(clock().now().plus(Duration.ofMinutes(1)), sessions().get(id).expiresAt());
    } finally {
      clock().release();
    }
  }

  @Test
  default void session_that_another_node_has_ended_is_noticed_when_it_is_prolonged() {
    String id = begin(users().withDemoPassword("bob")).session().id();
    sessions().get(id);
    sql().update("delete from lb_session where id = ?", id);
    LoginSession known = read().findSession(id).orElseThrow();
    try {
      clock().tick(Duration.ofMinutes(2));
      assertFalse(stored().goOn(known));
    } finally {
      clock().release();
    }
    assertOver(id);
  }

  @Test
  default void ending_that_is_rolled_back_has_not_ended_it() throws Exception {
    String id = begin(users().withDemoPassword("bob")).session().id();
    transaction().begin();
    sessions().end(id);
    transaction().rollback();
    sessions().get(id);
    sessions().end(id);
    assertOver(id);
    assertThrows(SessionNotFoundException.class, () -> sessions().end(id));
  }

  @Test
  default void log_in_that_fails_for_any_reason_stores_nothing_and_ends_nothing() {
    String bob = users().withDemoPassword("bob");
    NewSession former = begin(bob);
    List<String> formers = List.of(former.secret());
    assertThrows(LogInFailedException.class, () -> sessions().begin(bob, "wrong", formers));
    assertThrows(
        LogInFailedException.class,
        () -> sessions().begin(users().named("no-password"), "demo", formers));
    InvalidInputException invalid =
        assertThrows(InvalidInputException.class, () -> sessions().begin("", null, formers));
    assertEquals(Set.of("user", "password"), invalid.errors().keySet());
    CDI.current().select(SettableSettings.class).get().set(Setting.LOG_IN, Set.of(LogIn.BASIC));
    try {
      assertThrows(SessionsClosedException.class, () -> sessions().begin(bob, "demo", formers));
    } finally {
      CDI.current().select(SettableSettings.class).get().reset();
    }
    assertEquals(1, sessionsOf(bob));
    sessions().get(former.session().id());
  }

  private long sessionsOf(String account) {
    return rows().number("select count(*) from lb_session where account = ?", account);
  }

  @Test
  default void log_in_beside_a_change_of_the_password_leaves_no_session_of_the_old_one()
      throws Exception {
    String bob = users().withDemoPassword("bob");
    begin(bob);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      transaction().begin();
      sql().update("update lb_account set password_hash = 'x' where name = ?", bob);
      stored().endAllOf(bob);
      Future<NewSession> logIn = other.submit(() -> begin(bob));
      staysTrue(() -> !logIn.isDone());
      transaction().commit();
      ExecutionException failed = assertThrows(ExecutionException.class, logIn::get);
      assertInstanceOf(LogInFailedException.class, failed.getCause());
    } finally {
      other.shutdownNow();
    }
    assertEquals(0, sessionsOf(bob));
  }

  @Test
  default void housekeeping_ends_every_session_that_is_over_and_no_other() {
    String bob = users().withDemoPassword("bob");
    String living = begin(bob).session().id();
    Instant past = clock().now().minusSeconds(1);
    sql()
        .batch(
            "insert into lb_session (id, account, created_at, expires_at) values (?, ?, ?, ?)",
            IntStream.range(0, 250)
                .mapToObj(i -> new Object[] {bob + "-" + i, bob, past, past})
                .toList());
    housekeeping().cleanUp();
    assertEquals(1, sessionsOf(bob));
    sessions().get(living);
  }
}
