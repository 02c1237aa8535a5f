package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Chooses the words for the database that is there. */
@ApplicationScoped
class DeliveriesProducer {

  @Inject private Sql sql;

  @Produces
  @Singleton
  Deliveries deliveries() {
    return sql.isDerby() ? new DerbyDeliveries(sql) : new PostgresqlDeliveries(sql);
  }
}
