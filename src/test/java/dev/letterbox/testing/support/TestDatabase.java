package dev.letterbox.testing.support;

import java.util.Locale;

/** The databases of the tests. */
public enum TestDatabase {
  DERBY,
  POSTGRESQL;

  /** The database of this run, in the server and in the JVM of the tests; Derby by default. */
  public static TestDatabase current() {
    String name = System.getProperty("letterbox.test.database", "derby");
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
