package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Chooses the statements for the database in use. */
@ApplicationScoped
class MessageStoreStatementsProducer {

  @Inject private Database database;

  @Produces
  @Singleton
  MessageStoreStatements statements() {
    return MessageStoreStatements.of(database);
  }
}
