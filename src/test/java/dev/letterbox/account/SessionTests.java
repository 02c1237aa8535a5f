package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.account.CreatedSession;
import dev.letterbox.api.account.NotAuthenticatedException;
import dev.letterbox.shared.config.LoginMethod;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SessionServices;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions from log-in to their end. */
class SessionTests extends InServerTestBase implements SessionServices {

  private static SessionRepository sessionRepository() {
    return CDI.current().select(SessionRepository.class).get();
  }

  private static LoginAccountReader accountReader() {
    return CDI.current().select(LoginAccountReader.class).get();
  }

  private void assertEnded(String id) {
    assertThrows(NotFoundException.class, () -> sessions().get(id));
  }

  @Test
  void session_is_stored_as_a_digest_of_its_secret() {
    String bob = users().createWithDemoPassword("bob");
    CreatedSession newSession = logIn(bob);
    assertEquals(
        1,
        tables()
            .selectNumber(
                "select count(*) from lb_session where id = ? and account = ?",
                SessionSecret.parse(newSession.secret()).orElseThrow().id(),
                bob));
    assertEquals(
        0,
        tables().selectNumber("select count(*) from lb_session where id = ?", newSession.secret()));
    assertEquals(bob, sessions().get(newSession.session().id()).user());
    assertEquals(List.of("user"), newSession.session().roles());
  }

  @Test
  void oldest_session_ends_when_a_user_has_too_many() {
    String bob = users().createWithDemoPassword("bob");
    List<String> ids = new ArrayList<>();
    try {
      for (int i = 0; i <= SessionRepository.MAX_SESSIONS; i++) {
        ids.add(logIn(bob).session().id());
        clock().advance(Duration.ofMillis(1));
      }
    } finally {
      clock().reset();
    }
    assertEnded(ids.get(0));
    assertEquals(bob, sessions().get(ids.get(1)).user());
    assertEquals(
        SessionRepository.MAX_SESSIONS,
        tables().selectNumber("select count(*) from lb_session where account = ?", bob));
  }

  @Test
  void session_is_read_by_one_statement_and_then_from_the_cache() throws Exception {
    String id = logIn(users().createWithDemoPassword("bob")).session().id();
    assertEquals(1, StatementRecorder.capture(() -> sessions().get(id)).size());
    assertEquals(0, StatementRecorder.capture(() -> sessions().get(id)).size());
    assertEquals(1, StatementRecorder.capture(() -> assertEnded("unknown-" + id)).size());
    assertEquals(0, StatementRecorder.capture(() -> assertEnded("unknown-" + id)).size());
  }

  @Test
  void session_expires_on_time_despite_the_cache() {
    Instant start = Instant.parse("2031-01-12T12:00:00Z");
    try {
      clock().set(start);
      String id = logIn(users().createWithDemoPassword("bob")).session().id();
      clock().advance(Duration.ofMinutes(30).minusNanos(1000));
      assertEquals(start.plus(Duration.ofMinutes(30)), sessions().get(id).expiresAt());
      clock().advance(Duration.ofNanos(1000));
      assertEnded(id);
      assertFalse(
          sessionRepository().extend(staleSession(id)), "an expired session is not extended");
      assertEnded(id);
    } finally {
      clock().reset();
    }
  }

  /** The session in the cache of a node where it has not expired yet. */
  private LoginSession staleSession(String id) {
    return new LoginSession(
        id, new LoginAccount("bob", Set.of(), null, true), clock().now().plusSeconds(60));
  }

  @Test
  void requests_extend_a_session_by_one_update_a_minute() throws Exception {
    Instant start = Instant.parse("2032-01-12T12:00:00Z");
    try {
      clock().set(start);
      String id = logIn(users().createWithDemoPassword("bob")).session().id();
      for (int minute = 1; minute <= 90; minute++) {
        clock().advance(Duration.ofSeconds(30));
        assertEquals(0, StatementRecorder.capture(() -> extend(id)).size() - (minute == 1 ? 1 : 0));
        clock().advance(Duration.ofSeconds(30));
        assertEquals(1, StatementRecorder.capture(() -> extend(id)).size());
      }
      assertEquals(start.plus(Duration.ofHours(2)), sessions().get(id).expiresAt());
      clock().advance(Duration.ofMinutes(30));
      assertEnded(id);
    } finally {
      clock().reset();
    }
  }

  private void extend(String id) {
    assertTrue(sessionRepository().extend(accountReader().findSession(id).orElseThrow()));
  }

  @Test
  void session_extended_on_another_node_is_read_again_before_it_expires() {
    try {
      clock().set(Instant.parse("2033-01-12T12:00:00Z"));
      String id = logIn(users().createWithDemoPassword("bob")).session().id();
      sessions().get(id);
      clock().advance(Duration.ofMinutes(45));
      sql()
          .update(
              "update lb_session set expires_at = ? where id = ?",
              clock().now().plus(Duration.ofMinutes(1)),
              id);
      assertEquals(clock().now().plus(Duration.ofMinutes(1)), sessions().get(id).expiresAt());
    } finally {
      clock().reset();
    }
  }

  @Test
  void session_ended_on_another_node_is_detected_when_it_is_extended() {
    String id = logIn(users().createWithDemoPassword("bob")).session().id();
    sessions().get(id);
    sql().update("delete from lb_session where id = ?", id);
    LoginSession cached = accountReader().findSession(id).orElseThrow();
    try {
      clock().advance(Duration.ofMinutes(2));
      assertFalse(sessionRepository().extend(cached));
    } finally {
      clock().reset();
    }
    assertEnded(id);
  }

  @Test
  void rolled_back_logout_does_not_end_the_session() throws Exception {
    String id = logIn(users().createWithDemoPassword("bob")).session().id();
    transaction().begin();
    sessions().end(id);
    transaction().rollback();
    sessions().get(id);
    sessions().end(id);
    assertEnded(id);
    assertThrows(NotFoundException.class, () -> sessions().end(id));
  }

  @Test
  void failed_login_stores_and_ends_no_session() {
    String bob = users().createWithDemoPassword("bob");
    CreatedSession previous = logIn(bob);
    List<String> previousSecrets = List.of(previous.secret());
    assertThrows(
        NotAuthenticatedException.class, () -> sessions().logIn(bob, "wrong", previousSecrets));
    assertThrows(
        NotAuthenticatedException.class,
        () -> sessions().logIn(users().create("no-password"), "demo", previousSecrets));
    InvalidInputException invalid =
        assertThrows(
            InvalidInputException.class, () -> sessions().logIn("", null, previousSecrets));
    assertEquals(Set.of("user", "password"), invalid.errors().keySet());
    CDI.current()
        .select(SettableSettings.class)
        .get()
        .set(LoginSetting.LOGIN_METHODS, Set.of(LoginMethod.BASIC));
    try {
      assertThrows(
          NotPermittedException.class, () -> sessions().logIn(bob, "demo", previousSecrets));
    } finally {
      CDI.current().select(SettableSettings.class).get().reset();
    }
    assertEquals(1, sessionCount(bob));
    sessions().get(previous.session().id());
  }

  private long sessionCount(String account) {
    return tables().selectNumber("select count(*) from lb_session where account = ?", account);
  }

  @Test
  void login_concurrent_with_a_password_change_leaves_no_session_of_the_old_password()
      throws Exception {
    String bob = users().createWithDemoPassword("bob");
    logIn(bob);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      transaction().begin();
      sql().update("update lb_account set password_hash = 'x' where name = ?", bob);
      sessionRepository().endAllOf(bob);
      Future<CreatedSession> logIn = other.submit(() -> logIn(bob));
      assertStaysTrue(() -> !logIn.isDone());
      transaction().commit();
      ExecutionException failed = assertThrows(ExecutionException.class, logIn::get);
      assertInstanceOf(NotAuthenticatedException.class, failed.getCause());
    } finally {
      other.shutdownNow();
    }
    assertEquals(0, sessionCount(bob));
  }

  @Test
  void expiry_timer_deletes_only_expired_sessions() {
    String bob = users().createWithDemoPassword("bob");
    String activeId = logIn(bob).session().id();
    Instant past = clock().now().minusSeconds(1);
    sql()
        .batch(
            "insert into lb_session (id, account, created_at, expires_at) values (?, ?, ?, ?)",
            IntStream.range(0, 250)
                .mapToObj(i -> new Object[] {bob + "-" + i, bob, past, past})
                .toList());
    expiryTimer().deleteExpired();
    assertEquals(1, sessionCount(bob));
    sessions().get(activeId);
  }
}
