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
import dev.letterbox.notification.MessageSnapshotLoader.StoredMessage;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.shared.security.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out who is told what, at which address; and who is not. */
@ApplicationScoped
class NotificationFactory {

  private static final int HASH_LENGTH = 20;

  @Inject private UserDirectory directory;
  @Inject private EffectivePreferences preferences;
  @Inject private NotificationApproval approval;
  @Inject private UserNames userNames;
  @Inject private VisitorAddressMasker addressMasker;

  /**
   * Whom some entries concern, and what they want.
   *
   * @param users by name
   * @param subscribers names of those who want what a label is for
   * @param digestFrequencies how often they are told; empty where the channel knows no digests
   */
  record RecipientContext(
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
   * Reads users and their preferences, in sets; to be used inside a transaction.
   *
   * @param namesByLabel who is to be told what
   * @param senders who wrote it
   */
  RecipientContext loadContext(
      Map<NotificationType, ? extends Collection<String>> namesByLabel,
      Collection<String> senders,
      NotificationChannel channel) {
    Set<String> recipients = new HashSet<>();
    namesByLabel.values().forEach(recipients::addAll);
    Set<String> allNames = new HashSet<>(senders);
    allNames.addAll(recipients);
    Map<String, User> users = allNames.isEmpty() ? Map.of() : directory.findAll(allNames);
    Map<NotificationType, Set<String>> subscribers = new HashMap<>();
    namesByLabel.forEach(
        (label, labelRecipients) ->
            subscribers.put(
                label, preferences.subscribersAmong(labelRecipients, label, channel.name())));
    return new RecipientContext(
        users,
        subscribers,
        channel.supportsDigests() ? preferences.digestFrequencies(recipients) : Map.of());
  }

  /** What to tell a user; empty when he is not active, does not want it, or is not approved. */
  Optional<Notification> forUser(
      OutboxRecord record, StoredMessage message, String name, RecipientContext context) {
    User user = context.users().get(name);
    NotificationType label = message.labelFor(record);
    if (user == null || !user.active() || !context.subscribers().get(label).contains(name)) {
      return Optional.empty();
    }
    Approval decision = approval.of(user, label);
    return decision.approved()
        ? Optional.of(
            new Notification(
                notificationId(record, label, name),
                label,
                user,
                decision.address() == null ? user.email() : decision.address(),
                messageOf(message, label, context)))
        : Optional.empty();
  }

  /** What to tell a visitor. */
  Notification forVisitor(
      OutboxRecord record, StoredMessage message, String address, RecipientContext context) {
    NotificationType label = message.labelFor(record);
    return new Notification(
        notificationId(record, label, address),
        label,
        null,
        address,
        messageOf(message, label, context));
  }

  /** Times tell a second rejection from the first; names are hashed, as they may be anything. */
  private static String notificationId(OutboxRecord record, NotificationType label, String name) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, record.createdAt());
    return String.join(
        "-",
        Long.toString(record.messageId()),
        label.name().toLowerCase(Locale.ROOT),
        Long.toString(micros, Character.MAX_RADIX),
        Sha256.hex(name).substring(0, HASH_LENGTH));
  }

  private MessageSnapshot messageOf(
      StoredMessage message, NotificationType label, RecipientContext context) {
    return new MessageSnapshot(
        message.id(),
        message.thread(),
        message.kind(),
        message.sender(),
        senderName(message, context),
        message.subject(),
        message.body(),
        message.level(),
        message.tags(),
        message.view(),
        message.sentAt(),
        label == NotificationType.REJECTION ? message.reason() : null);
  }

  private String senderName(StoredMessage message, RecipientContext context) {
    if (message.sender() != null) {
      User sender = context.users().get(message.sender());
      return sender == null ? message.sender() : userNames.displayName(sender);
    }
    return message.recipient() == null || message.visitor() == null
        ? ""
        : addressMasker.mask(message.visitor());
  }
}
