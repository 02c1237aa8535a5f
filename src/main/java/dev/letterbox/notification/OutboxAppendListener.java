package dev.letterbox.notification;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.MessagesProcessed;
import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.webhook.WebhookRecordFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends notifications to the outbox in the transaction of their message, so that they are
 * delivered if and only if it commits. Costs one statement for all messages of a call, and one more
 * for each thousand recipients of a broadcast from the second thousand on.
 */
@ApplicationScoped
public class OutboxAppendListener {

  @Inject private ChannelRegistry channels;
  @Inject private OutboxRepository outbox;
  @Inject private MessageRecipientQuery recipients;
  @Inject private WebhookRecordFactory webhookRecords;
  @Inject private Clock clock;

  void onMessagesProcessed(@Observes MessagesProcessed event) {
    Instant now = clock.now();
    List<OutboxRecord> records = new ArrayList<>();
    event.sent().stream()
        .filter(MessageSent::notifyRecipients)
        .forEach(sent -> addSent(sent, now, records));
    event.rejected().stream()
        .filter(MessageRejected::notifySender)
        .forEach(rejected -> addRejected(rejected, now, records));
    records.addAll(webhookRecords.of(event, now));
    outbox.append(records);
  }

  void onMessagesRead(@Observes MessagesRead event) {
    outbox.append(webhookRecords.of(event));
  }

  private void addSent(MessageSent sent, Instant now, List<OutboxRecord> records) {
    NotificationType type = typeOf(sent.kind());
    List<String> enabledChannels =
        channels.enabledFor(type, sent.parent() != null, sent.toVisitor()).stream()
            .map(NotificationChannel::name)
            .toList();
    if (enabledChannels.isEmpty()) {
      return;
    }
    if (sent.recipient() != null || sent.toVisitor()) {
      enabledChannels.forEach(
          channel ->
              records.add(
                  OutboxRecord.forRecipient(
                      sent.messageId(), type, channel, sent.recipient(), now)));
      return;
    }
    String rangeStart = "";
    for (String rangeEnd : chunkBoundaries(sent)) {
      for (String channel : enabledChannels) {
        records.add(
            OutboxRecord.forRange(sent.messageId(), type, channel, rangeStart, rangeEnd, now));
      }
      rangeStart = rangeEnd;
    }
    for (String channel : enabledChannels) {
      records.add(OutboxRecord.forRange(sent.messageId(), type, channel, rangeStart, null, now));
    }
  }

  private List<String> chunkBoundaries(MessageSent sent) {
    return sent.deliveries() <= MessageRecipientQuery.CHUNK_SIZE
        ? List.of()
        : recipients.chunkBoundaries(sent.messageId());
  }

  private void addRejected(MessageRejected rejected, Instant now, List<OutboxRecord> records) {
    channels
        .enabledFor(NotificationType.REJECTION, false, rejected.sender() == null)
        .forEach(
            channel ->
                records.add(
                    OutboxRecord.forRecipient(
                        rejected.messageId(),
                        NotificationType.REJECTION,
                        channel.name(),
                        rejected.sender(),
                        now)));
  }

  /** Whether a message is a reply to one of the recipient's own is decided at delivery. */
  private static NotificationType typeOf(MessageKind kind) {
    return switch (kind) {
      case MESSAGE -> NotificationType.MESSAGE;
      case BROADCAST -> NotificationType.BROADCAST;
      case NOTICE -> NotificationType.NOTICE;
    };
  }
}
