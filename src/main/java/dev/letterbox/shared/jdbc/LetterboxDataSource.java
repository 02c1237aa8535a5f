package dev.letterbox.shared.jdbc;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.postgresql.ds.common.BaseDataSource;
import org.postgresql.xa.PGXADataSource;

/**
 * The database of the settings {@code letterbox.db.*}; embedded Derby by default. An XA data
 * source, so that it can join a transaction with other databases. The server creates it (see {@code
 * web.xml}) and pools its connections.
 */
public class LetterboxDataSource implements XADataSource {

  private static final Logger LOG = Logger.getLogger(LetterboxDataSource.class.getName());

  /**
   * Derby recompiles the plan of a statement when tables have grown. Threads that execute the old
   * plan then fail with a {@code ClassCastException}. So plans are kept; statements name their
   * index where the plan matters.
   *
   * <p>Derby allocates identity values in ranges, and fails at once with error 40XL1 while another
   * thread compiles an insert. So ranges are long. A killed server leaves a gap in the ids.
   */
  private static final Map<String, String> DERBY_PROPERTIES =
      Map.of(
          "derby.language.stalePlanCheckInterval",
          Integer.toString(Integer.MAX_VALUE),
          "derby.storage.indexStats.auto",
          "false",
          "derby.language.sequence.preallocator",
          "10000",
          "derby.language.statementCache.size",
          "1000");

  private final XADataSource target = createTarget();

  private static XADataSource createTarget() {
    return Settings.read(Setting.DB_URL).isEmpty()
        ? derbyDataSource()
        : configured(new PGXADataSource());
  }

  /** Configures a data source for the PostgreSQL database of the settings. */
  static <T extends BaseDataSource> T configured(T dataSource) {
    setUrl(dataSource, Settings.read(Setting.DB_URL));
    dataSource.setLogServerErrorDetail(false); // details may contain texts of users
    dataSource.setUser(Settings.read(Setting.DB_USER));
    dataSource.setPassword(Settings.read(Setting.DB_PASSWORD));
    return dataSource;
  }

  /** The driver's error is replaced, because it contains the URL, which may contain a password. */
  static void setUrl(BaseDataSource dataSource, String url) {
    try {
      dataSource.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Setting " + Setting.DB_URL.key() + ": the driver of PostgreSQL does not accept it");
    }
  }

  private static EmbeddedXADataSource derbyDataSource() {
    Path folder = Path.of(Settings.read(Setting.DATA_FOLDER)).toAbsolutePath();
    DERBY_PROPERTIES.forEach(LetterboxDataSource::setIfAbsent);
    setIfAbsent("derby.stream.error.file", folder.resolve("derby.log").toString());
    folder.toFile().mkdirs();
    EmbeddedXADataSource dataSource = new EmbeddedXADataSource();
    dataSource.setDatabaseName(folder.resolve("db").toString());
    dataSource.setCreateDatabase("create");
    return dataSource;
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Shuts embedded Derby down, so that the next deployment can open the folder. No effect with
   * another database.
   */
  public static void close() {
    if (Settings.read(Setting.DB_URL).isEmpty()) {
      EmbeddedXADataSource dataSource = derbyDataSource();
      dataSource.setCreateDatabase("");
      dataSource.setShutdownDatabase("shutdown");
      try {
        dataSource.getXAConnection().close();
      } catch (SQLException e) {
        LOG.fine(() -> "Derby has closed the database: " + e.getMessage());
      }
    }
  }

  /**
   * A connection with isolation level read committed, whatever the default of the database is. With
   * {@code <isolation-level>} in {@code web.xml}, Payara would query the level each time that it
   * hands out a connection.
   */
  @Override
  public XAConnection getXAConnection() throws SQLException {
    XAConnection pooled = target.getXAConnection();
    try (Connection connection = pooled.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    } catch (SQLException e) {
      pooled.close();
      throw e;
    }
    return pooled;
  }

  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return getXAConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return target.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    target.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    target.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return target.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return target.getParentLogger();
  }
}
