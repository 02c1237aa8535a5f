package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryUpdater;
import dev.letterbox.message.store.ReadStateRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What happens to messages when they are displayed. */
@ApplicationScoped
class ReadPolicy {

  @EJB private Transactions transactions;
  @Inject private ReadStateRepository readStateRepository;
  @Inject private DeliveryUpdater deliveryUpdater;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Marks displayed messages as read, and deletes them if the setting says so: in the transaction
   * under way, or in one of its own. Without a message to change it begins none.
   *
   * @param messages received messages that are not deleted, in the state that was displayed
   */
  void markDisplayed(String owner, Collection<Message> messages) {
    boolean delete = settings.get(Setting.DELETE_READ);
    List<Message> changing =
        messages.stream().filter(message -> delete || message.readAt() == null).toList();
    if (!changing.isEmpty()) {
      transactions.inTransaction(
          () ->
              delete
                  ? markReadAndDelete(owner, changing.stream().map(Message::id).toList())
                  : readStateRepository.markRead(owner, changing, clock.now()));
    }
  }

  /**
   * Messages that were deleted meanwhile keep their state.
   *
   * @return number of the messages that were deleted
   */
  private int markReadAndDelete(String owner, List<Long> ids) {
    Instant now = clock.now();
    List<Delivery> deliveries =
        deliveryUpdater.lock(owner, ids, List.of()).stream()
            .filter(delivery -> delivery.deletedAt() == null)
            .toList();
    deliveryUpdater.update(
        owner,
        deliveries,
        delivery -> (delivery.readAt() == null ? delivery.readAt(now) : delivery).deletedAt(now));
    return deliveries.size();
  }
}
