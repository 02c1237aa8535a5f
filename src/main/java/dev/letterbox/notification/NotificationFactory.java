package dev.letterbox.notification;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationApproval;
import dev.letterbox.api.spi.NotificationApproval.Approval;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.UserNames;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.query.NotificationMessage;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.shared.security.Sha256;
import dev.letterbox.shared.text.EnumNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds notifications for the recipients who are active, approved and want them. */
@ApplicationScoped
class NotificationFactory {

  private static final int HASH_LENGTH = 20;

  @Inject private UserDirectory directory;
  @Inject private EffectivePreferences preferences;
  @Inject private NotificationApproval approval;
  @Inject private UserNames userNames;
  @Inject private VisitorAddressMasker addressMasker;

  /**
   * The users that a batch concerns, and their preferences.
   *
   * @param channel the channel of the batch
   * @param users senders and recipients by name
   * @param subscribers names of the recipients who want a type
   * @param digestFrequencies by name; empty when the channel supports no digests
   */
  record RecipientContext(
      NotificationChannel channel,
      Map<String, User> users,
      Map<NotificationType, Set<String>> subscribers,
      Map<String, DigestFrequency> digestFrequencies) {

    /**
     * @param name null for a visitor
     */
    DigestFrequency digestFrequency(String name) {
      return name == null
          ? DigestFrequency.IMMEDIATE
          : digestFrequencies.getOrDefault(name, DigestFrequency.IMMEDIATE);
    }
  }

  /**
   * Reads users and their preferences in sets; to be used inside a transaction.
   *
   * @param namesByType names of recipients by the type of their notification
   * @param senders names of the senders
   */
  RecipientContext loadContext(
      Map<NotificationType, ? extends Collection<String>> namesByType,
      Collection<String> senders,
      NotificationChannel channel) {
    Set<String> recipients = new HashSet<>();
    namesByType.values().forEach(recipients::addAll);
    Set<String> allNames = new HashSet<>(senders);
    allNames.addAll(recipients);
    Map<String, User> users = allNames.isEmpty() ? Map.of() : directory.findAll(allNames);
    Map<NotificationType, Set<String>> subscribers = new HashMap<>();
    namesByType.forEach(
        (type, typeRecipients) ->
            subscribers.put(
                type, preferences.subscribersAmong(typeRecipients, type, channel.name())));
    return new RecipientContext(
        channel,
        users,
        subscribers,
        channel.supportsDigests() ? preferences.digestFrequencies(recipients) : Map.of());
  }

  /** The notification of a record for a user or a visitor; empty for a user who does not get it. */
  Optional<Notification> create(
      OutboxRecord record, NotificationMessage message, String body, RecipientContext context) {
    String visitor = DeliveryRules.visitorAddress(message, record);
    return visitor == null
        ? forUser(record, message, body, record.recipient(), context)
        : Optional.of(forVisitor(record, message, body, visitor, context));
  }

  /** Empty when the user is inactive, does not want this type, or is not approved. */
  Optional<Notification> forUser(
      OutboxRecord record,
      NotificationMessage message,
      String body,
      String name,
      RecipientContext context) {
    User user = context.users().get(name);
    NotificationType type = DeliveryRules.typeFor(message, record);
    if (user == null || !user.active() || !context.subscribers().get(type).contains(name)) {
      return Optional.empty();
    }
    Approval decision = approval.decide(user, type, context.channel().name());
    if (!decision.approved()) {
      return Optional.empty();
    }
    String address =
        decision.address() == null ? context.channel().addressOf(user) : decision.address();
    return Optional.of(
        new Notification(
            notificationId(record, type, name),
            type,
            user,
            address,
            snapshot(message, body, type, context)));
  }

  private Notification forVisitor(
      OutboxRecord record,
      NotificationMessage message,
      String body,
      String address,
      RecipientContext context) {
    NotificationType type = DeliveryRules.typeFor(message, record);
    return new Notification(
        notificationId(record, type, address),
        type,
        null,
        address,
        snapshot(message, body, type, context));
  }

  /**
   * The creation time distinguishes a second rejection from the first; the name is hashed because
   * it may contain any character.
   */
  private static String notificationId(OutboxRecord record, NotificationType type, String name) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, record.createdAt());
    return String.join(
        "-",
        Long.toString(record.messageId()),
        EnumNames.of(type),
        Long.toString(micros, Character.MAX_RADIX),
        Sha256.hex(name).substring(0, HASH_LENGTH));
  }

  private MessageSnapshot snapshot(
      NotificationMessage message, String body, NotificationType type, RecipientContext context) {
    MessageHeader header = message.header();
    return new MessageSnapshot(
        header.id(),
        header.thread(),
        header.kind(),
        header.sender(),
        senderName(header, context),
        header.subject(),
        body,
        header.level(),
        message.tags(),
        header.view(),
        header.sentAt(),
        type == NotificationType.REJECTION ? header.moderationReason() : null);
  }

  private String senderName(MessageHeader header, RecipientContext context) {
    if (header.sender() != null) {
      User sender = context.users().get(header.sender());
      return sender == null ? header.sender() : userNames.displayName(sender);
    }
    return header.recipient() == null || header.visitorEmail() == null
        ? ""
        : addressMasker.mask(header.visitorEmail());
  }
}
