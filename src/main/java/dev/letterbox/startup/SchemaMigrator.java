package dev.letterbox.startup;

import dev.letterbox.shared.JndiNames;
import dev.letterbox.shared.jdbc.Database;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Migrates the schema. Flyway locks its history table: of several nodes that start at once, one
 * migrates and the others wait. Tables of other applications in the database are not changed.
 */
@ApplicationScoped
class SchemaMigrator {

  @Resource(lookup = JndiNames.DATA_SOURCE)
  private DataSource dataSource;

  @Inject private Database database;

  void migrate() {
    migrate(dataSource, database.dialect().migrationFolder());
  }

  static void migrate(DataSource dataSource, String folder) {
    migrate(dataSource, folder, "latest");
  }

  static void migrate(DataSource dataSource, String folder, String version) {
    Flyway.configure(SchemaMigrator.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration/" + folder)
        .table("lb_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(version)
        .load()
        .migrate();
  }
}
