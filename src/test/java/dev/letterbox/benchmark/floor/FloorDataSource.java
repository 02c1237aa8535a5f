package dev.letterbox.benchmark.floor;

import java.util.Locale;
import org.postgresql.xa.PGXADataSource;

/** The database of Letterbox, which is named by system properties or environment variables. */
public class FloorDataSource extends PGXADataSource {

  private static final long serialVersionUID = 1L;

  public FloorDataSource() {
    setUrl(setting("letterbox.db.url"));
    setUser(setting("letterbox.db.user"));
    setPassword(setting("letterbox.db.password"));
  }

  /** The value of a setting of Letterbox. */
  public static String setting(String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
    return System.getProperty(name, System.getenv(variable));
  }
}
