package dev.letterbox.startup;

import dev.letterbox.shared.JndiNames;
import dev.letterbox.shared.jdbc.Database;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

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
    Flyway flyway =
        Flyway.configure(SchemaMigrator.class.getClassLoader())
            .dataSource(dataSource)
            .locations("classpath:db/migration/" + folder)
            .table("lb_schema_history")
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .target(version)
            .load();
    refuseLaterSchema(flyway);
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      if (flyway.info().applied().length > 0) {
        throw e;
      }
      flyway.migrate(); // another node has created the history since this one looked for it
    }
  }

  /** This version would read and write columns that it does not know. */
  private static void refuseLaterSchema(Flyway flyway) {
    Stream.of(flyway.info().applied())
        .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
        .reduce((first, last) -> last)
        .ifPresent(
            latest -> {
              throw new IllegalStateException(
                  "the schema of the database has version %s, of a later Letterbox; deploy that one"
                      .formatted(latest.getVersion()));
            });
  }
}
