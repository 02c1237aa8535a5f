package dev.letterbox.testing.support;

import java.util.Locale;

/** The databases that the tests run on. */
public enum TestDatabase {
  DERBY,
  POSTGRESQL;

  /** The one of this run, in the server as well as in the JVM of the tests; Derby by default. */
  public static TestDatabase current() {
    String name = System.getProperty("letterbox.test.database", "derby");
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
