package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Chooses the statements for the database in use. */
@ApplicationScoped
class DialectStatementsProducer {

  @Inject private Database database;

  @Produces
  @Singleton
  DialectStatements dialectStatements() {
    return database
        .dialect()
        .choose(() -> new DerbyStatements(database), () -> new PostgresqlStatements(database));
  }
}
