package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryUpdater;
import dev.letterbox.message.store.ReadStateUpdater;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What happens to messages when they are displayed. */
@ApplicationScoped
class ReadPolicy {

  @Inject private ReadStateUpdater readStateUpdater;
  @Inject private DeliveryUpdater deliveryUpdater;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Marks displayed messages as read, and deletes them if the setting says so.
   *
   * @param messages received messages that are not deleted, in the state that was displayed
   */
  void markDisplayed(String owner, Collection<Message> messages) {
    if (settings.get(Setting.DELETE_READ)) {
      markReadAndDelete(owner, messages.stream().map(Message::id).toList(), clock.now());
    } else {
      readStateUpdater.markRead(owner, messages, clock.now());
    }
  }

  /** Messages that were deleted meanwhile keep their state. */
  private void markReadAndDelete(String owner, List<Long> ids, Instant now) {
    if (!ids.isEmpty()) {
      List<Delivery> deliveries =
          deliveryUpdater.lock(owner, ids, List.of()).stream()
              .filter(delivery -> delivery.deletedAt() == null)
              .toList();
      deliveryUpdater.update(
          owner,
          deliveries,
          delivery -> (delivery.readAt() == null ? delivery.readAt(now) : delivery).deletedAt(now));
    }
  }
}
