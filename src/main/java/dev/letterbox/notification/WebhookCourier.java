package dev.letterbox.notification;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.WebhookEvent;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.shared.Transactions;
import dev.letterbox.webhook.Poster;
import dev.letterbox.webhook.Receiver;
import dev.letterbox.webhook.Webhooks;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Posts claimed entries to their webhook, one after the other; what they tell is read for each of
 * them, because a post may take its time. What is not so any more is not told, nor is what was for
 * a webhook that is not there any more.
 */
@ApplicationScoped
class WebhookCourier implements Carrier {

  @EJB private Transactions transactions;
  @Inject private Rounds rounds;
  @Inject private Outbox outbox;
  @Inject private Ranges ranges;
  @Inject private Contents contents;
  @Inject private Webhooks webhooks;
  @Inject private Poster poster;
  @Inject private Outages outages;

  @Override
  public boolean carry(NotificationChannel channel, Outbox.Claim claim, Stopping stopping) {
    Round round = new Round(channel, claim, outbox, ranges, stopping);
    rounds.begin(round);
    try {
      for (Optional<Entry> entry = round.next(); entry.isPresent(); entry = round.next()) {
        carry(entry.get(), round);
      }
    } finally {
      rounds.end(round);
      round.finish();
    }
    return !round.isUnavailable();
  }

  private void carry(Entry entry, Round round) {
    round.tell(
        entry,
        Optional.empty(),
        () -> {
          receiver(entry).ifPresent(receiver -> post(entry, receiver));
          return Optional.empty();
        });
  }

  private void post(Entry entry, Receiver receiver) {
    if (!receiver.webhook().active()) {
      throw DeliveryFailedException.unavailable("The webhook was switched off", null);
    }
    body(entry)
        .ifPresent(
            body -> outages.watch(entry.channel(), () -> poster.post(receiver, id(entry), body)));
  }

  private Optional<Receiver> receiver(Entry entry) {
    return webhooks.all().stream()
        .filter(receiver -> Webhooks.channel(receiver.id()).equals(entry.channel()))
        .findFirst();
  }

  /** What is so at this moment; empty when it is not to be told any more. */
  private Optional<byte[]> body(Entry entry) {
    WebhookEvent event = entry.happening().event();
    if (event == WebhookEvent.MESSAGE_READ) {
      return Optional.of(WebhookBody.ofReading(entry));
    }
    ModerationStatus status =
        event == WebhookEvent.MESSAGE_SENT ? ModerationStatus.ACCEPTED : ModerationStatus.REJECTED;
    return transactions.begin(() -> contents.of(Set.of(entry.messageId()))).values().stream()
        .filter(message -> message.status() == status)
        .map(message -> WebhookBody.ofMessage(entry, message))
        .findFirst();
  }

  /** Of one entry, and of no other one even if the database begins to count again. */
  private static String id(Entry entry) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, entry.createdAt());
    return entry.id() + "-" + Long.toString(micros, Character.MAX_RADIX);
  }
}
