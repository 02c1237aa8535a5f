package dev.letterbox.shared.jdbc;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
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
 * The database that the settings {@code letterbox.db.*} name, or embedded Derby without them. Being
 * an XA data source it joins a caller's transaction that has a database of its own. The server
 * makes it (see {@code web.xml}) and pools its connections.
 */
public class LetterboxDataSource implements XADataSource {

  private static final Logger LOG = Logger.getLogger(LetterboxDataSource.class.getName());

  /**
   * Derby makes a new plan for a statement when tables have grown, while other threads are still
   * executing the old one, and then fails with a {@code ClassCastException}. So it keeps its plans;
   * where that would matter, statements say which index to use.
   *
   * <p>It takes new values for identities in ranges, and gives up at once, with error 40XL1, when
   * it meets somebody just then who makes a plan for an insert. So ranges are long, and plans are
   * kept. A killed server leaves a gap among the ids.
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
    String url = Settings.read(Setting.DB_URL);
    if (url.isEmpty()) {
      return derbyDataSource();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "Setting " + Setting.DB_URL.key() + ": must begin with jdbc:postgresql:");
    }
    return configured(new PGXADataSource());
  }

  /** Has it lead to the PostgreSQL database of the settings. */
  static <T extends BaseDataSource> T configured(T dataSource) {
    dataSource.setUrl(Settings.read(Setting.DB_URL));
    dataSource.setLogServerErrorDetail(false); // it would bring what users write into the log
    dataSource.setUser(Settings.read(Setting.DB_USER));
    dataSource.setPassword(Settings.read(Setting.DB_PASSWORD));
    return dataSource;
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
   * Closes embedded Derby, so that the folder is free for the next deployment; does nothing with
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

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return target.getXAConnection();
  }

  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return target.getXAConnection();
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
