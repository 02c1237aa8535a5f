package dev.letterbox.shared.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestDatabase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.ejb.EJB;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link Database#sendTogether}, which on Derby executes each change at once. */
class SendTogetherTests extends InServerTestBase {

  @EJB private Transactions transactions;

  @BeforeEach
  void createTable() {
    database().sql("create table sent_together (id integer not null primary key)").update();
  }

  @AfterEach
  void dropTable() {
    database().sql("drop table sent_together").update();
  }

  private void enqueue(Integer... ids) {
    database()
        .sql("insert into sent_together (id) values (:id)")
        .enqueueBatch(List.of(ids), (id, row) -> row.bind("id", id));
  }

  private List<Integer> ids() {
    return database().sql("select id from sent_together order by id").list(row -> row.getInt("id"));
  }

  private Supplier<List<Integer>> idsLater() {
    return database()
        .sql("select id from sent_together order by id")
        .listLater(row -> row.getInt("id"));
  }

  private void sendTogether(Runnable work) {
    database()
        .sendTogether(
            () -> {
              work.run();
              return null;
            });
  }

  private void inTransaction(StatementRecorder.RecordableWork work) throws Exception {
    transaction().begin();
    try {
      work.run();
      transaction().commit();
    } catch (Exception e) {
      transaction().rollback();
      throw e;
    }
  }

  private void assertStatements(int onDerby, int onPostgresql, List<String> executed) {
    assertEquals(
        TestDatabase.current() == TestDatabase.POSTGRESQL ? onPostgresql : onDerby,
        executed.size(),
        executed.toString());
  }

  @Test
  void changes_are_sent_in_one_statement_when_the_work_ends() throws Exception {
    inTransaction(
        () ->
            assertStatements(
                3,
                1,
                StatementRecorder.capture(
                    () ->
                        sendTogether(
                            () -> {
                              enqueue(1);
                              enqueue(2);
                              enqueue(3);
                            }))));
    assertEquals(List.of(1, 2, 3), ids());
  }

  @Test
  void another_statement_of_the_transaction_finds_them_executed() throws Exception {
    inTransaction(
        () ->
            sendTogether(
                () -> {
                  enqueue(1);
                  assertEquals(List.of(1), ids());
                  enqueue(2);
                  enqueue(3, 4);
                  assertEquals(List.of(1, 2, 3, 4), ids());
                }));
    assertEquals(List.of(1, 2, 3, 4), ids());
  }

  @Test
  void statement_of_another_transaction_does_not_execute_them() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            inTransaction(
                () ->
                    sendTogether(
                        () -> {
                          enqueue(1);
                          transactions.inNewTransaction(
                              () -> database().sql("select 1 as one {from dual}").exists());
                          throw new IllegalStateException("rolled back");
                        })));
    assertEquals(List.of(), ids());
  }

  @Test
  void failure_of_one_fails_the_work_and_changes_nothing() {
    assertThrows(
        UncheckedSqlException.class,
        () ->
            inTransaction(
                () ->
                    sendTogether(
                        () -> {
                          enqueue(1);
                          enqueue(1);
                        })));
    assertEquals(List.of(), ids());
  }

  @Test
  void without_a_transaction_each_change_is_executed_at_once() {
    sendTogether(
        () -> {
          enqueue(1);
          assertEquals(List.of(1), ids());
        });
  }

  @Test
  void changes_do_not_wait_after_work_that_failed() throws Exception {
    inTransaction(
        () -> {
          assertThrows(
              IllegalStateException.class,
              () ->
                  sendTogether(
                      () -> {
                        enqueue(1);
                        throw new IllegalStateException("failed");
                      }));
          enqueue(2);
        });
    assertEquals(2, ids().get(ids().size() - 1));
  }

  @Test
  void query_is_sent_with_the_statement_that_follows() throws Exception {
    inTransaction(
        () ->
            assertStatements(
                4,
                1,
                StatementRecorder.capture(
                    () ->
                        sendTogether(
                            () -> {
                              enqueue(1);
                              Supplier<List<Integer>> before = idsLater();
                              enqueue(2);
                              assertEquals(List.of(1, 2), ids());
                              assertEquals(List.of(1), before.get());
                            }))));
  }

  @Test
  void query_is_sent_when_its_rows_are_needed() throws Exception {
    inTransaction(
        () ->
            sendTogether(
                () -> {
                  Supplier<List<Integer>> none = idsLater();
                  assertEquals(List.of(), none.get());
                  enqueue(1);
                  assertEquals(List.of(1), idsLater().get());
                  assertEquals(List.of(), none.get());
                }));
  }

  @Test
  void update_after_waiting_statements_returns_its_own_count() throws Exception {
    inTransaction(
        () ->
            sendTogether(
                () -> {
                  enqueue(1, 2);
                  enqueue(3);
                  Supplier<List<Integer>> inserted = idsLater();
                  assertEquals(
                      2, database().sql("delete from sent_together where id < 3").update());
                  assertEquals(List.of(1, 2, 3), inserted.get());
                }));
    assertEquals(List.of(3), ids());
  }

  @Test
  void query_of_work_that_failed_has_no_rows_to_give() throws Exception {
    AtomicReference<Supplier<List<Integer>>> rows = new AtomicReference<>();
    inTransaction(
        () -> {
          assertThrows(
              IllegalStateException.class,
              () ->
                  sendTogether(
                      () -> {
                        rows.set(idsLater());
                        throw new IllegalStateException("failed");
                      }));
          if (TestDatabase.current() == TestDatabase.POSTGRESQL) {
            assertThrows(IllegalStateException.class, () -> rows.get().get());
          }
        });
  }

  /** Otherwise a request that begins a transaction in the work holds two of the pool. */
  @Test
  void without_a_transaction_no_connection_stays_open_between_statements() {
    AtomicInteger open = new AtomicInteger();
    Database counted = new Database(countingOpen(dataSource(), open));
    counted.sendTogether(
        () -> {
          assertEquals(0, counted.sql("select id from sent_together").list(row -> row).size());
          assertEquals(0, open.get());
          return null;
        });
  }

  private static DataSource countingOpen(DataSource pool, AtomicInteger open) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          open.incrementAndGet();
          return countingOpen((Connection) method.invoke(pool, arguments), open);
        });
  }

  private static Connection countingOpen(Connection connection, AtomicInteger open) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("close")) {
            open.decrementAndGet();
          }
          return method.invoke(connection, arguments);
        });
  }

  private interface CallHandler {
    Object handle(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, CallHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            SendTogetherTests.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> handler.handle(method, arguments)));
  }
}
