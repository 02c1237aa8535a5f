package dev.letterbox.notification;

import dev.letterbox.api.Kind;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.event.MessageRead;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.Posted;
import dev.letterbox.message.RecipientsOfMessage;
import dev.letterbox.shared.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts what there is to tell into the outbox, in the transaction in which it happened: so it is
 * told if that commits, and never otherwise. It costs one statement for all messages of a call, and
 * one more for each thousand recipients of a broadcast, from the second thousand on.
 */
@ApplicationScoped
public class OutboxWriter {

  @Inject private Channels channels;
  @Inject private Outbox outbox;
  @Inject private RecipientsOfMessage recipients;
  @Inject private WebhookEntries webhooks;
  @Inject private Clock clock;

  void posted(@Observes Posted posted) {
    Instant now = clock.now();
    List<Entry> entries = new ArrayList<>();
    posted.sent().stream()
        .filter(MessageSent::notification)
        .forEach(sent -> addSent(sent, now, entries));
    posted.rejected().stream()
        .filter(MessageRejected::notification)
        .forEach(rejected -> addRejected(rejected, now, entries));
    entries.addAll(webhooks.of(posted, now));
    outbox.add(entries);
  }

  void read(@Observes MessageRead read) {
    outbox.add(webhooks.of(read));
  }

  private void addSent(MessageSent sent, Instant now, List<Entry> entries) {
    NotificationLabel label = label(sent.kind());
    List<String> open =
        channels.openFor(label, sent.parent() != null, sent.toVisitor()).stream()
            .map(NotificationChannel::name)
            .toList();
    if (open.isEmpty()) {
      return;
    }
    if (sent.recipient() != null || sent.toVisitor()) {
      open.forEach(
          channel ->
              entries.add(Entry.forOne(sent.messageId(), label, channel, sent.recipient(), now)));
      return;
    }
    String after = "";
    for (String last : endsOfChunks(sent)) {
      for (String channel : open) {
        entries.add(Entry.forRange(sent.messageId(), label, channel, after, last, now));
      }
      after = last;
    }
    for (String channel : open) {
      entries.add(Entry.forRange(sent.messageId(), label, channel, after, null, now));
    }
  }

  private List<String> endsOfChunks(MessageSent sent) {
    return sent.deliveries() <= RecipientsOfMessage.CHUNK
        ? List.of()
        : recipients.endsOfChunks(sent.messageId());
  }

  private void addRejected(MessageRejected rejected, Instant now, List<Entry> entries) {
    channels
        .openFor(NotificationLabel.REJECTION, false, rejected.sender() == null)
        .forEach(
            channel ->
                entries.add(
                    Entry.forOne(
                        rejected.messageId(),
                        NotificationLabel.REJECTION,
                        channel.name(),
                        rejected.sender(),
                        now)));
  }

  /** Which of the messages are replies to the recipient's own is found out when they are told. */
  private static NotificationLabel label(Kind kind) {
    return switch (kind) {
      case MESSAGE -> NotificationLabel.MESSAGE;
      case BROADCAST -> NotificationLabel.BROADCAST;
      case NOTICE -> NotificationLabel.NOTICE;
    };
  }
}
