package dev.letterbox.notification;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.message.MessagesProcessed;
import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.RecordFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the records of notifications: one for each recipient and channel, for broadcasts one for
 * each thousand recipients. From the second thousand on, each takes a statement to find its
 * boundary.
 */
@ApplicationScoped
public class NotificationRecordFactory implements RecordFactory {

  @Inject private ChannelRegistry channels;
  @Inject private MessageRecipientQuery recipients;

  @Override
  public List<OutboxRecord> recordsFor(MessagesProcessed event, Instant now) {
    List<OutboxRecord> records = new ArrayList<>();
    event.sent().stream()
        .filter(MessageSent::notifyRecipients)
        .forEach(sent -> addSent(sent, now, records));
    event.rejected().stream()
        .filter(MessageRejected::notifySender)
        .forEach(rejected -> addRejected(rejected, now, records));
    return records;
  }

  private void addSent(MessageSent sent, Instant now, List<OutboxRecord> records) {
    NotificationType type = typeOf(sent.kind());
    List<String> enabledChannels =
        channels.enabledFor(type, sent.parent() != null, sent.toVisitor());
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
                        channel,
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
