package dev.letterbox.notification;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.message.store.query.NotificationMessage;
import dev.letterbox.message.store.query.NotificationMessageQuery;
import dev.letterbox.notification.NotificationFactory.RecipientContext;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads messages, users and preferences for batches and ranges in sets, each time in a transaction
 * of its own, which is closed before a delivery.
 */
@ApplicationScoped
class BatchReader {

  /** Recipients of a range that are read together. */
  static final int RECIPIENTS_PER_READ = 100;

  /**
   * After this time data is read again: a withdrawal or a changed preference takes effect soon.
   * Counted from the end of a read, so that slow reads leave time for deliveries.
   */
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  @EJB private Transactions transactions;
  @Inject private Database database;
  @Inject private NotificationMessageQuery messageQuery;
  @Inject private MessageRecipientQuery recipientQuery;
  @Inject private NotificationFactory notificationFactory;

  /**
   * The data of some records.
   *
   * @param messages by id, without those that were withdrawn
   * @param bodies by id of the message, without long ones
   * @param readAt end of the read, by {@code System.nanoTime()}
   */
  record BatchContext(
      Map<Long, NotificationMessage> messages,
      Map<Long, String> bodies,
      RecipientContext recipients,
      long readAt) {

    boolean isStale() {
      return System.nanoTime() - readAt > MAX_AGE.toNanos();
    }
  }

  /**
   * The next recipients of a range.
   *
   * @param body the body of the message, of any length
   * @param readAt end of the read, by {@code System.nanoTime()}
   */
  record RangeContext(
      NotificationMessage message,
      String body,
      List<String> names,
      RecipientContext recipients,
      long readAt) {

    boolean isStale() {
      return System.nanoTime() - readAt > MAX_AGE.toNanos();
    }

    /** Whether no recipient of the range follows this one. */
    boolean isLast(String name) {
      return names.size() < RECIPIENTS_PER_READ && name.equals(names.get(names.size() - 1));
    }
  }

  /** Reads the data of records that are delivered one by one. */
  BatchContext read(NotificationChannel channel, List<OutboxRecord> records) {
    return read(channel, records, messageQuery::inlineBodiesLater);
  }

  /** Reads the data of a digest, with excerpts of all bodies. */
  BatchContext readDigest(NotificationChannel channel, List<OutboxRecord> records) {
    return read(channel, records, messageQuery::excerptsLater);
  }

  private BatchContext read(
      NotificationChannel channel,
      List<OutboxRecord> records,
      Function<Collection<Long>, Supplier<Map<Long, String>>> bodyQuery) {
    return transactions.inNewTransaction(
        () -> database.sendTogether(() -> readTogether(channel, records, bodyQuery)));
  }

  private BatchContext readTogether(
      NotificationChannel channel,
      List<OutboxRecord> records,
      Function<Collection<Long>, Supplier<Map<Long, String>>> bodyQuery) {
    Set<Long> ids = records.stream().map(OutboxRecord::messageId).collect(toSet());
    Supplier<Map<Long, String>> bodies = bodyQuery.apply(ids);
    Map<Long, NotificationMessage> messages = messageQuery.findAll(ids);
    RecipientContext recipients =
        notificationFactory.loadContext(namesByType(records, messages), senders(messages), channel);
    return new BatchContext(messages, bodies.get(), recipients, System.nanoTime());
  }

  private static Map<NotificationType, Set<String>> namesByType(
      List<OutboxRecord> records, Map<Long, NotificationMessage> messages) {
    Map<NotificationType, Set<String>> namesByType = new EnumMap<>(NotificationType.class);
    for (OutboxRecord record : records) {
      NotificationMessage message = messages.get(record.messageId());
      if (message != null && record.recipient() != null) {
        namesByType
            .computeIfAbsent(DeliveryRules.typeFor(message, record), type -> new TreeSet<>())
            .add(record.recipient());
      }
    }
    return namesByType;
  }

  private static Set<String> senders(Map<Long, NotificationMessage> messages) {
    return messages.values().stream()
        .map(message -> message.header().sender())
        .filter(Objects::nonNull)
        .collect(toCollection(HashSet::new));
  }

  /**
   * The notification of a record, with a body of any length; empty when the recipient does not get
   * it, or when the message was withdrawn.
   */
  Optional<Notification> notificationOf(
      OutboxRecord record, NotificationMessage message, BatchContext context) {
    String inlineBody = context.bodies().get(message.header().id());
    Optional<String> body =
        inlineBody == null
            ? transactions.inNewTransaction(() -> messageQuery.findBody(message.header().id()))
            : Optional.of(inlineBody);
    return body.flatMap(
        text -> notificationFactory.create(record, message, text, context.recipients()));
  }

  /**
   * The recipients of a range after a name; empty when there are none, or when the message is no
   * longer deliverable.
   */
  Optional<RangeContext> readRange(NotificationChannel channel, OutboxRecord range, String after) {
    return transactions.inNewTransaction(
        () -> {
          NotificationMessage message =
              messageQuery.findAll(List.of(range.messageId())).get(range.messageId());
          if (message == null || !DeliveryRules.isDeliverable(message, range)) {
            return Optional.empty();
          }
          List<String> names =
              recipientQuery.nextAfter(
                  range.messageId(), after, range.rangeEnd(), RECIPIENTS_PER_READ);
          Optional<String> body =
              names.isEmpty() ? Optional.empty() : messageQuery.findBody(message.header().id());
          return body.map(
              text ->
                  new RangeContext(
                      message,
                      text,
                      names,
                      notificationFactory.loadContext(
                          Map.of(DeliveryRules.typeFor(message, range), names),
                          senders(Map.of(message.header().id(), message)),
                          channel),
                      System.nanoTime()));
        });
  }
}
