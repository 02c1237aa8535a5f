package dev.letterbox.startup;

import dev.letterbox.shared.JndiNames;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date. Flyway locks its history table, so that of several nodes that start
 * at once one migrates and the others wait. Tables of other applications in the same database are
 * left alone.
 */
@ApplicationScoped
class SchemaMigrator {

  @Resource(lookup = JndiNames.DATA_SOURCE)
  private DataSource dataSource;

  @Inject private SqlRunner sql;

  void migrate() {
    migrate(dataSource, sql.isDerby());
  }

  static void migrate(DataSource dataSource, boolean derby) {
    migrate(dataSource, derby, "latest");
  }

  static void migrate(DataSource dataSource, boolean derby, String version) {
    String scriptDirectory = derby ? "derby" : "postgresql";
    Flyway.configure(SchemaMigrator.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration/" + scriptDirectory)
        .table("lb_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(version)
        .load()
        .migrate();
  }
}
