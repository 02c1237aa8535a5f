package dev.letterbox.message.store.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.account.CreatedSession;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SessionServices;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.TestHttpClient;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.ejb.EJBException;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The end of a session deletes its messages and no others. */
class SessionMessageCleanupTests extends InServerTestBase implements SessionServices {

  /** An action with session messages enabled. */
  @FunctionalInterface
  private interface SessionAction {
    void run() throws Exception;
  }

  private static void withSessionsEnabled(SessionAction action) throws Exception {
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    settings.set(Setting.SESSION_NOTICES_ENABLED, true);
    try {
      action.run();
    } finally {
      settings.reset();
    }
  }

  private long sendNotice(String user, String session) {
    return messages()
        .sendNotice(
            Notice.info("Hello").to(user).tags("a", "b").inSession(session).notifyRecipients(false))
        .messageId()
        .getAsLong();
  }

  private long countRows(long id) {
    return tables().selectNumber("select count(*) from lb_message where id = ?", id)
        + tables().selectNumber("select count(*) from lb_delivery where message_id = ?", id)
        + tables().selectNumber("select count(*) from lb_message_tag where message_id = ?", id);
  }

  /** Sends three unread notices, one read and one deleted notice to the session. */
  private List<Long> sendFiveNotices(String user, String session) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(sendNotice(user, session));
    }
    sql()
        .update(
            "update lb_delivery set read_at = ? where message_id = ?", clock().now(), ids.get(1));
    sql()
        .update(
            "update lb_delivery set read_at = ?, deleted_at = ? where message_id = ?",
            clock().now(),
            clock().now(),
            ids.get(3));
    sql()
        .update(
            "update lb_mailbox set unread = unread - 2, total = total - 1,"
                + " conversations = conversations - 1 where owner = ?",
            user);
    tables().assertCountersExact(user);
    return ids;
  }

  @Test
  void session_end_deletes_its_messages_and_updates_counters() throws Exception {
    withSessionsEnabled(
        () -> {
          String bob = users().createWithDemoPassword("bob");
          String endingSession = logIn(bob).session().id();
          String activeSession = logIn(bob).session().id();
          long sessionlessMessage = sendNotice(bob, null);
          long activeSessionMessage = sendNotice(bob, activeSession);
          List<Long> deletedIds = sendFiveNotices(bob, endingSession);
          long version = tables().mailboxVersion(bob);
          assertEquals(5, tables().actualUnread(bob));
          int statements = StatementRecorder.capture(() -> sessions().end(endingSession)).size();
          assertEquals(isOnDerby() ? 9 : 7, statements);
          deletedIds.forEach(id -> assertEquals(0, countRows(id)));
          assertEquals(4, countRows(sessionlessMessage));
          assertEquals(4, countRows(activeSessionMessage));
          assertEquals(2, tables().storedUnread(bob));
          assertEquals(2, tables().storedTotal(bob));
          assertEquals(version + 1, tables().mailboxVersion(bob));
        });
  }

  @Test
  void rolled_back_session_end_keeps_its_messages() throws Exception {
    withSessionsEnabled(
        () -> {
          String bob = users().createWithDemoPassword("bob");
          String id = logIn(bob).session().id();
          long message = sendNotice(bob, id);
          transaction().begin();
          sessions().end(id);
          assertEquals(0, countRows(message));
          transaction().rollback();
          assertEquals(4, countRows(message));
          tables().assertCountersExact(bob);
        });
  }

  @Test
  void failing_session_end_changes_nothing() throws Exception {
    withSessionsEnabled(
        () -> {
          String bob = users().createWithDemoPassword("bob");
          String id = logIn(bob).session().id();
          long message = sendNotice(bob, id);
          StatementRecorder.runRefusing(
              isOnDerby() ? "delete from lb_message where" : "with tags as (delete",
              () -> assertThrows(EJBException.class, () -> sessions().end(id)));
          sessions().get(id);
          assertEquals(4, countRows(message));
          tables().assertCountersExact(bob);
        });
  }

  @Test
  void every_way_to_end_a_session_deletes_its_messages() throws Exception {
    withSessionsEnabled(
        () -> {
          String bob = users().createWithDemoPassword("bob");
          CreatedSession first = logIn(bob);
          long byLogIn = sendNotice(bob, first.session().id());
          CreatedSession second = sessions().logIn(bob, "demo", List.of(first.secret()));
          assertEquals(0, countRows(byLogIn));

          long byPassword = sendNotice(bob, second.session().id());
          TestHttpClient http =
              TestHttpClient.at(base())
                  .withHeader("Cookie", "letterbox_session=" + second.secret());
          String path = "api/accounts/" + bob + "/password";
          String json = "{\"password\":\"another one\"}";
          assertEquals(403, http.send("PUT", path, json).statusCode());
          assertEquals(4, countRows(byPassword));
          assertEquals(
              204,
              http.withHeader("X-CSRF-Token", second.csrfToken())
                  .send("PUT", path, json)
                  .statusCode());
          assertEquals(0, countRows(byPassword));
          assertEquals(401, http.get("api/session").statusCode());

          CreatedSession third = sessions().logIn(bob, "another one", List.of());
          long byTime = sendNotice(bob, third.session().id());
          expiryTimer().deleteExpired();
          assertEquals(4, countRows(byTime));
          clock().advance(Duration.ofMinutes(31));
          try {
            expiryTimer().deleteExpired();
          } finally {
            clock().reset();
          }
          assertEquals(0, countRows(byTime));
          tables().assertCountersExact(bob);
          assertEquals(0, tables().storedTotal(bob));
        });
  }

  @Test
  void session_end_keeps_messages_while_the_setting_is_off() throws Exception {
    String bob = users().createWithDemoPassword("bob");
    String id = logIn(bob).session().id();
    long[] message = new long[1];
    withSessionsEnabled(() -> message[0] = sendNotice(bob, id));
    sessions().end(id);
    expiryTimer().deleteExpired();
    assertEquals(4, countRows(message[0]));
  }

  @Test
  void expiry_timer_deletes_messages_sent_to_an_ended_session() throws Exception {
    withSessionsEnabled(
        () -> {
          String bob = users().createWithDemoPassword("bob");
          String activeSession = logIn(bob).session().id();
          long activeSessionMessage = sendNotice(bob, activeSession);
          List<Long> orphanedIds = new ArrayList<>();
          for (int i = 0; i < 150; i++) {
            orphanedIds.add(sendNotice(bob, bob + "-over-" + i));
          }
          expiryTimer().deleteExpired();
          assertEquals(0, orphanedIds.stream().mapToLong(this::countRows).sum());
          assertEquals(4, countRows(activeSessionMessage));
          assertEquals(1, tables().storedUnread(bob));
          tables().assertCountersExact(bob);
        });
  }

  @Test
  void session_end_during_concurrent_writes_reads_and_deletes_keeps_counters_exact()
      throws Exception {
    withSessionsEnabled(
        () -> {
          List<String> names = new ArrayList<>();
          List<Callable<Void>> tasks = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            String bob = users().createWithDemoPassword("bob");
            names.add(bob);
            List<String> ids = List.of(logIn(bob).session().id(), logIn(bob).session().id());
            ids.forEach(id -> tasks.add(sendNoticesTask(bob, id)));
            tasks.add(readTask(bob));
            tasks.add(deleteTask(bob));
            ids.forEach(id -> tasks.add(endSessionTask(bob, id)));
          }
          ConcurrentRun.all(tasks);
          for (String bob : names) {
            assertEquals(tables().actualTotal(bob), tables().storedTotal(bob), "total");
            assertEquals(tables().actualUnread(bob), tables().storedUnread(bob), "unread");
          }
          expiryTimer().deleteExpired();
          for (String bob : names) {
            assertEquals(0, tables().deliveryCount(bob));
            assertEquals(0, tables().storedTotal(bob));
            assertEquals(0, tables().storedUnread(bob));
          }
        });
  }

  private Callable<Void> sendNoticesTask(String user, String session) {
    return () -> {
      for (int i = 0; i < 40; i++) {
        sendNotice(user, session);
      }
      return null;
    };
  }

  private Callable<Void> readTask(String user) {
    return () -> {
      for (int i = 0; i < 40; i++) {
        mailboxes().page(PageRequest.inbox(user).markRead(true));
      }
      return null;
    };
  }

  private Callable<Void> deleteTask(String user) {
    return () -> {
      for (int i = 0; i < 40; i++) {
        for (Long id : someMessageIds(user)) {
          try {
            mailboxes().open(user, id);
            mailboxes().delete(user, id);
          } catch (MessageNotFoundException | NotPermittedException e) {
            assertTrue(e.getMessage() != null); // deleted already, or still unread
          }
        }
      }
      return null;
    };
  }

  private List<Long> someMessageIds(String user) {
    return sql()
        .query(
            "select message_id from lb_delivery where recipient = ? and deleted_at is null"
                + " fetch first 3 rows only",
            row -> row.getLong(1),
            user);
  }

  /** Ends the session after its first message, and again for later messages. */
  private Callable<Void> endSessionTask(String user, String session) {
    return () -> {
      while (tables().deliveryCount(user) < 10) {
        Thread.onSpinWait();
      }
      try {
        sessions().end(session);
      } catch (NotFoundException e) {
        throw new AssertionError("No other thread ends the session", e);
      }
      expiryTimer().deleteExpired();
      return null;
    };
  }
}
