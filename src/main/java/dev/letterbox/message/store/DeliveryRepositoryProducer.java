package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Chooses the words for the database that is there. */
@ApplicationScoped
class DeliveryRepositoryProducer {

  @Inject private SqlRunner sql;

  @Produces
  @Singleton
  DeliveryRepository deliveryRepository() {
    return sql.isDerby() ? new DerbyDeliveryRepository(sql) : new PostgresqlDeliveryRepository(sql);
  }
}
