package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewSession;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.SessionNotFoundException;
import dev.letterbox.api.UnreadMessageException;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Http;
import dev.letterbox.testing.SessionServices;
import dev.letterbox.testing.SettableSettings;
import dev.letterbox.testing.Statements;
import jakarta.ejb.EJBException;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a session was told goes when it ends, and nothing else. */
public interface SessionMessagesTests extends SessionServices {

  /** Something to do while messages belong to sessions. */
  @FunctionalInterface
  interface InSessions {
    void run() throws Exception;
  }

  private static void usingSessions(InSessions work) throws Exception {
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    settings.set(Setting.USE_SESSIONS, true);
    try {
      work.run();
    } finally {
      settings.reset();
    }
  }

  private long told(String user, String session) {
    return messages()
        .notify(
            Notice.info("Hello").to(user).tags("a", "b").inSession(session).withoutNotification())
        .messageId()
        .getAsLong();
  }

  private long rowsOf(long id) {
    return rows().number("select count(*) from lb_message where id = ?", id)
        + rows().number("select count(*) from lb_delivery where message_id = ?", id)
        + rows().number("select count(*) from lb_message_tag where message_id = ?", id);
  }

  /** Three unread messages, one that was read, one that was deleted, and who holds them. */
  private List<Long> fiveOf(String user, String session) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(told(user, session));
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
    assertEquals(0, rows().wrongCounters(List.of(user)));
    return ids;
  }

  @Test
  default void session_takes_its_messages_along_and_the_counters_fit() throws Exception {
    usingSessions(
        () -> {
          String bob = users().withDemoPassword("bob");
          String ending = begin(bob).session().id();
          String living = begin(bob).session().id();
          long ofNone = told(bob, null);
          long ofLiving = told(bob, living);
          List<Long> gone = fiveOf(bob, ending);
          long version = rows().version(bob);
          assertEquals(5, rows().unread(bob));
          sessions().end(ending);
          gone.forEach(id -> assertEquals(0, rowsOf(id)));
          assertEquals(4, rowsOf(ofNone));
          assertEquals(4, rowsOf(ofLiving));
          assertEquals(2, rows().counter(bob));
          assertEquals(2, rows().total(bob));
          assertEquals(version + 1, rows().version(bob));
        });
  }

  @Test
  default void messages_stay_when_the_end_of_the_session_is_rolled_back() throws Exception {
    usingSessions(
        () -> {
          String bob = users().withDemoPassword("bob");
          String id = begin(bob).session().id();
          long message = told(bob, id);
          transaction().begin();
          sessions().end(id);
          assertEquals(0, rowsOf(message));
          transaction().rollback();
          assertEquals(4, rowsOf(message));
          assertEquals(0, rows().wrongCounters(List.of(bob)));
        });
  }

  @Test
  default void end_of_a_session_that_fails_half_way_has_changed_nothing() throws Exception {
    usingSessions(
        () -> {
          String bob = users().withDemoPassword("bob");
          String id = begin(bob).session().id();
          long message = told(bob, id);
          Statements.refusing(
              "delete from lb_message where",
              () -> assertThrows(EJBException.class, () -> sessions().end(id)));
          sessions().get(id);
          assertEquals(4, rowsOf(message));
          assertEquals(0, rows().wrongCounters(List.of(bob)));
        });
  }

  @Test
  default void messages_go_with_every_way_in_which_a_session_ends() throws Exception {
    usingSessions(
        () -> {
          String bob = users().withDemoPassword("bob");
          NewSession first = begin(bob);
          long byLogIn = told(bob, first.session().id());
          NewSession second = sessions().begin(bob, "demo", List.of(first.secret()));
          assertEquals(0, rowsOf(byLogIn));

          long byPassword = told(bob, second.session().id());
          Http http = Http.at(base()).withHeader("Cookie", "letterbox_session=" + second.secret());
          String path = "api/accounts/" + bob + "/password";
          String json = "{\"password\":\"another one\"}";
          assertEquals(403, http.send("PUT", path, json).statusCode());
          assertEquals(4, rowsOf(byPassword));
          assertEquals(
              204,
              http.withHeader("X-CSRF-Token", second.csrfToken())
                  .send("PUT", path, json)
                  .statusCode());
          assertEquals(0, rowsOf(byPassword));
          assertEquals(401, http.get("api/session").statusCode());

          NewSession third = sessions().begin(bob, "another one", List.of());
          long byTime = told(bob, third.session().id());
          housekeeping().cleanUp();
          assertEquals(4, rowsOf(byTime));
          clock().tick(Duration.ofMinutes(31));
          try {
            housekeeping().cleanUp();
          } finally {
            clock().release();
          }
          assertEquals(0, rowsOf(byTime));
          assertEquals(0, rows().wrongCounters(List.of(bob)));
          assertEquals(0, rows().total(bob));
        });
  }

  @Test
  default void messages_are_kept_where_sessions_are_not_used() throws Exception {
    String bob = users().withDemoPassword("bob");
    String id = begin(bob).session().id();
    long[] message = new long[1];
    usingSessions(() -> message[0] = told(bob, id));
    sessions().end(id);
    housekeeping().cleanUp();
    assertEquals(4, rowsOf(message[0]));
  }

  @Test
  default void housekeeping_takes_away_what_a_session_was_told_after_its_end() throws Exception {
    usingSessions(
        () -> {
          String bob = users().withDemoPassword("bob");
          String living = begin(bob).session().id();
          long ofLiving = told(bob, living);
          List<Long> gone = new ArrayList<>();
          for (int i = 0; i < 150; i++) {
            gone.add(told(bob, bob + "-over-" + i));
          }
          housekeeping().cleanUp();
          assertEquals(0, gone.stream().mapToLong(this::rowsOf).sum());
          assertEquals(4, rowsOf(ofLiving));
          assertEquals(1, rows().counter(bob));
          assertEquals(0, rows().wrongCounters(List.of(bob)));
        });
  }

  @Test
  default void session_that_ends_while_its_messages_are_told_read_and_deleted_keeps_counters_exact()
      throws Exception {
    usingSessions(
        () -> {
          List<String> names = new ArrayList<>();
          List<Callable<Void>> work = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            String bob = users().withDemoPassword("bob");
            names.add(bob);
            List<String> ids = List.of(begin(bob).session().id(), begin(bob).session().id());
            ids.forEach(id -> work.add(teller(bob, id)));
            work.add(reader(bob));
            work.add(deleter(bob));
            ids.forEach(id -> work.add(ender(bob, id)));
          }
          AtOnce.all(work);
          for (String bob : names) {
            assertEquals(rows().inInbox(bob), rows().total(bob), "total");
            assertEquals(rows().unread(bob), rows().counter(bob), "unread");
          }
          housekeeping().cleanUp();
          for (String bob : names) {
            assertEquals(0, rows().deliveries(bob));
            assertEquals(0, rows().total(bob));
            assertEquals(0, rows().counter(bob));
          }
        });
  }

  private Callable<Void> teller(String user, String session) {
    return () -> {
      for (int i = 0; i < 40; i++) {
        told(user, session);
      }
      return null;
    };
  }

  private Callable<Void> reader(String user) {
    return () -> {
      for (int i = 0; i < 40; i++) {
        mailboxes().page(PageRequest.inbox(user));
      }
      return null;
    };
  }

  private Callable<Void> deleter(String user) {
    return () -> {
      for (int i = 0; i < 40; i++) {
        for (Long id : someOf(user)) {
          try {
            mailboxes().open(user, id);
            mailboxes().delete(user, id);
          } catch (MessageNotFoundException | UnreadMessageException e) {
            assertTrue(e.getMessage() != null); // gone already, or not read yet
          }
        }
      }
      return null;
    };
  }

  private List<Long> someOf(String user) {
    return sql()
        .query(
            "select message_id from lb_delivery where recipient = ? and deleted_at is null"
                + " fetch first 3 rows only",
            row -> row.getLong(1),
            user);
  }

  /** Ends the session when it was told something, and again what came afterwards. */
  private Callable<Void> ender(String user, String session) {
    return () -> {
      while (rows().deliveries(user) < 10) {
        Thread.onSpinWait();
      }
      try {
        sessions().end(session);
      } catch (SessionNotFoundException e) {
        throw new AssertionError("Nobody else ends it", e);
      }
      housekeeping().cleanUp();
      return null;
    };
  }
}
