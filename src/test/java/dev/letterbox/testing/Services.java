package dev.letterbox.testing;

import java.net.URI;
import javax.sql.DataSource;

/**
 * What a test inside the server finds there. The tests of a room are the default methods of an
 * interface that extends this one, and {@code ServicesIT} implements it: so they all share one
 * deployment.
 */
public interface Services {

  /** The data source of Letterbox, whose statements are counted. */
  DataSource dataSource();

  /** The clock of Letterbox. */
  SettableClock clock();

  /** Address of the application, ends in {@code /letterbox/}. */
  URI base();
}
