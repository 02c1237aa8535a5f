package dev.letterbox.modelbased;

import dev.letterbox.modelbased.DatabaseSnapshot.StoredConversation;
import dev.letterbox.modelbased.DatabaseSnapshot.StoredDelivery;
import dev.letterbox.modelbased.DatabaseSnapshot.StoredMailbox;
import dev.letterbox.modelbased.DatabaseSnapshot.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Computes counters and flags from rows, and finds stored ones that differ. */
final class InvariantCheck {

  private final List<StoredDelivery> deliveries;
  private final List<StoredMessage> messages;
  private final List<StoredConversation> conversations;
  private final List<StoredMailbox> mailboxes;
  private final List<String> violations = new ArrayList<>();

  InvariantCheck(
      List<StoredDelivery> deliveries,
      List<StoredMessage> messages,
      List<StoredConversation> conversations,
      List<StoredMailbox> mailboxes) {
    this.deliveries = deliveries;
    this.messages = messages;
    this.conversations = conversations;
    this.mailboxes = mailboxes;
  }

  List<String> violations() {
    Set<String> recipients = new HashSet<>();
    deliveries.forEach(delivery -> recipients.add(delivery.recipient()));
    conversations.forEach(conversation -> check(conversation));
    deliveries.forEach(delivery -> check(delivery));
    for (StoredMailbox mailbox : mailboxes) {
      check(mailbox);
      recipients.remove(mailbox.owner());
    }
    recipients.forEach(owner -> violations.add(owner + " has no mailbox"));
    return violations;
  }

  private void check(StoredConversation conversation) {
    List<Long> inInbox =
        deliveries.stream()
            .filter(delivery -> delivery.recipient().equals(conversation.owner()))
            .filter(delivery -> delivery.thread() == conversation.thread())
            .filter(StoredDelivery::isInInbox)
            .map(StoredDelivery::message)
            .toList();
    Long newest = inInbox.isEmpty() ? null : inInbox.get(inInbox.size() - 1);
    if (conversation.messages() != inInbox.size()
        || !Objects.equals(conversation.newestId(), newest)) {
      violations.add(conversation + ", but there are " + inInbox);
    }
  }

  private void check(StoredDelivery delivery) {
    boolean hasConversation =
        conversations.stream()
            .anyMatch(
                conversation ->
                    conversation.owner().equals(delivery.recipient())
                        && conversation.thread() == delivery.thread());
    boolean isRoot = delivery.message() == delivery.thread();
    if (delivery.singleMessage() == hasConversation || (delivery.singleMessage() && !isRoot)) {
      violations.add(
          delivery + (hasConversation ? " is of a known conversation" : " is of no known one"));
    }
    messages.stream()
        .filter(message -> message.id() == delivery.message())
        .findFirst()
        .ifPresentOrElse(
            message -> check(delivery, message),
            () -> violations.add(delivery + " has no message"));
  }

  private void check(StoredDelivery delivery, StoredMessage message) {
    if (message.thread() != delivery.thread()) {
      violations.add(delivery + " is not of the conversation of " + message);
    }
    if (!message.accepted() && delivery.deletedAt() == null) {
      violations.add(delivery + " is there, but not accepted: " + message);
    }
    Instant earliestReply =
        messages.stream()
            .filter(reply -> reply.isReplyBy(delivery.recipient(), delivery.message()))
            .map(StoredMessage::sentAt)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (!Objects.equals(earliestReply, delivery.repliedAt())) {
      violations.add(delivery + " was replied to at " + earliestReply);
    }
  }

  private void check(StoredMailbox mailbox) {
    List<StoredDelivery> inbox =
        deliveries.stream()
            .filter(delivery -> delivery.recipient().equals(mailbox.owner()))
            .filter(StoredDelivery::isInInbox)
            .toList();
    long unread = inbox.stream().filter(delivery -> delivery.readAt() == null).count();
    long threads = inbox.stream().map(StoredDelivery::thread).distinct().count();
    if (mailbox.unread() != unread
        || mailbox.total() != inbox.size()
        || mailbox.conversations() != threads) {
      violations.add(
          mailbox + ", but there are " + unread + ", " + inbox.size() + " and " + threads);
    }
  }
}
