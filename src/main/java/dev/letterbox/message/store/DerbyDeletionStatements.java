package dev.letterbox.message.store;

import dev.letterbox.message.store.DeliveryRepository.DeliveryKey;
import dev.letterbox.shared.jdbc.Database;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The statements of {@link DerbyMessageStoreStatements} that delete messages for good. */
final class DerbyDeletionStatements {

  private static final String LOCK_DELIVERY_TABLE =
      """
      lock table lb_delivery in exclusive mode
      """;

  /** Reads deliveries only: messages may be locked by their writers. */
  private static final String SELECT_DELIVERIES =
      """
      select %s from lb_delivery where message_id in (:messages)
      """
          .formatted(Delivery.COLUMNS);

  private static final String DELETE_TAGS =
      """
      delete from lb_message_tag where message_id = :id
      """;
  private static final String DELETE_MESSAGE =
      """
      delete from lb_message where id = :id
      """;
  private final Database database;

  DerbyDeletionStatements(Database database) {
    this.database = database;
  }

  /**
   * Locks the whole table: readers lock a delivery, its message, its tags, then the next delivery,
   * and would deadlock with the deletion of these messages.
   */
  List<Delivery> deleteDeliveries(Collection<Long> messageIds) {
    database.sql(LOCK_DELIVERY_TABLE).update();
    List<Delivery> deliveries =
        database.sql(SELECT_DELIVERIES).bindList("messages", messageIds).list(Delivery::of);
    database
        .sql(DeliveryRepository.DELETE)
        .batch(deliveries, (delivery, row) -> DeliveryKey.bind(delivery.key(), row));
    return deliveries;
  }

  /** Replies have higher ids than the messages that they reply to, and are deleted before them. */
  void deleteMessages(Collection<Long> ids) {
    SortedSet<Long> descending = new TreeSet<>(Comparator.reverseOrder());
    descending.addAll(ids);
    database.sql(DELETE_TAGS).batch(descending, (id, row) -> row.bind("id", id));
    database.sql(DELETE_MESSAGE).batch(descending, (id, row) -> row.bind("id", id));
  }
}
