package dev.letterbox.notification;

import dev.letterbox.api.Digest;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationApproval;
import dev.letterbox.api.spi.NotificationApproval.Approval;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.NotifiedMessage;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.Naming;
import dev.letterbox.message.VisitorAddresses;
import dev.letterbox.notification.Contents.Content;
import dev.letterbox.shared.Sha256;
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
class Addressing {

  private static final int ENOUGH_OF_HASH = 20;

  @Inject private UserDirectory directory;
  @Inject private Preferences preferences;
  @Inject private NotificationApproval approval;
  @Inject private Naming naming;
  @Inject private VisitorAddresses visitors;

  /**
   * Whom some entries concern, and what they want.
   *
   * @param users by name
   * @param wanting names of those who want what a label is for
   * @param digests how often they are told; empty where the channel knows no digests
   */
  record Known(
      Map<String, User> users,
      Map<NotificationLabel, Set<String>> wanting,
      Map<String, Digest> digests) {

    /**
     * @param name null for a visitor
     */
    Digest digest(String name) {
      return name == null ? Digest.NONE : digests.getOrDefault(name, Digest.NONE);
    }
  }

  /**
   * Reads users and their preferences, in sets; to be used inside a transaction.
   *
   * @param namesByLabel who is to be told what
   * @param senders who wrote it
   */
  Known read(
      Map<NotificationLabel, ? extends Collection<String>> namesByLabel,
      Collection<String> senders,
      NotificationChannel channel) {
    Set<String> recipients = new HashSet<>();
    namesByLabel.values().forEach(recipients::addAll);
    Set<String> names = new HashSet<>(senders);
    names.addAll(recipients);
    Map<String, User> users = names.isEmpty() ? Map.of() : directory.findAll(names);
    Map<NotificationLabel, Set<String>> wanting = new HashMap<>();
    namesByLabel.forEach(
        (label, some) -> wanting.put(label, preferences.wanting(some, label, channel.name())));
    return new Known(
        users, wanting, channel.sendsDigests() ? preferences.digests(recipients) : Map.of());
  }

  /** What to tell a user; empty when he is not active, does not want it, or is not approved. */
  Optional<Notification> toUser(Entry entry, Content content, String name, Known known) {
    User user = known.users().get(name);
    NotificationLabel label = content.labelFor(entry);
    if (user == null || !user.active() || !known.wanting().get(label).contains(name)) {
      return Optional.empty();
    }
    Approval answer = approval.of(user, label);
    return answer.approved()
        ? Optional.of(
            new Notification(
                id(entry, label, name),
                label,
                user,
                answer.address() == null ? user.email() : answer.address(),
                told(content, label, known)))
        : Optional.empty();
  }

  /** What to tell a visitor. */
  Notification toVisitor(Entry entry, Content content, String address, Known known) {
    NotificationLabel label = content.labelFor(entry);
    return new Notification(
        id(entry, label, address), label, null, address, told(content, label, known));
  }

  /** Times tell a second rejection from the first; names are hashed, as they may be anything. */
  private static String id(Entry entry, NotificationLabel label, String name) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, entry.createdAt());
    return String.join(
        "-",
        Long.toString(entry.messageId()),
        label.name().toLowerCase(Locale.ROOT),
        Long.toString(micros, Character.MAX_RADIX),
        Sha256.hex(name).substring(0, ENOUGH_OF_HASH));
  }

  private NotifiedMessage told(Content content, NotificationLabel label, Known known) {
    return new NotifiedMessage(
        content.id(),
        content.thread(),
        content.kind(),
        content.sender(),
        senderName(content, known),
        content.subject(),
        content.body(),
        content.level(),
        content.tags(),
        content.view(),
        content.sentAt(),
        label == NotificationLabel.REJECTION ? content.reason() : null);
  }

  private String senderName(Content content, Known known) {
    if (content.sender() != null) {
      User sender = known.users().get(content.sender());
      return sender == null ? content.sender() : naming.displayName(sender);
    }
    return content.recipient() == null || content.visitor() == null
        ? ""
        : visitors.shown(content.visitor());
  }
}
