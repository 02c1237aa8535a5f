package dev.letterbox.testing;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.UserTransaction;
import java.net.URI;
import javax.sql.DataSource;

/**
 * What a test inside the server finds there. The tests of a matter are the default methods of an
 * interface that extends this one, beside the classes that they test, and {@code ServicesIT}
 * implements it: so all share one deployment.
 *
 * <p>Three things to know: Arquillian finds a test by its name alone, so a name must be there once;
 * {@code @BeforeAll} and {@code @Nested} do not run inside the server, and a parameterized test
 * runs there once more for each of its parameters; {@code @RunAsClient} tests have {@link #base}
 * and nothing else.
 */
public interface Services {

  /** Address of the application, ends in {@code /letterbox/}. */
  URI base();

  /** A bean or a service of the application, by its type. */
  default <T> T bean(Class<T> type) {
    return CDI.current().select(type).get();
  }

  /** The data source of Letterbox, whose statements are counted. */
  DataSource dataSource();

  /** The clock of Letterbox. */
  default SettableClock clock() {
    return bean(SettableClock.class);
  }

  /** Does some work in a transaction of its own, and commits it. */
  default void committed(Statements.Work work) throws Exception {
    UserTransaction transaction = bean(UserTransaction.class);
    transaction.begin();
    try {
      work.run();
    } catch (Exception | AssertionError e) {
      transaction.rollback();
      throw e;
    }
    transaction.commit();
  }

  /** Does some work in a transaction of its own, and rolls it back. */
  default void rolledBack(Statements.Work work) throws Exception {
    UserTransaction transaction = bean(UserTransaction.class);
    transaction.begin();
    try {
      work.run();
    } finally {
      transaction.rollback();
    }
  }
}
