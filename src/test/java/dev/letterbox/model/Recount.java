package dev.letterbox.model;

import dev.letterbox.model.TableRows.Conversation;
import dev.letterbox.model.TableRows.Delivery;
import dev.letterbox.model.TableRows.Mailbox;
import dev.letterbox.model.TableRows.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Counts what there is, and finds what is kept of it elsewhere and does not fit. */
final class Recount {

  private final List<Delivery> deliveries;
  private final List<Message> messages;
  private final List<Conversation> conversations;
  private final List<Mailbox> mailboxes;
  private final List<String> mistakes = new ArrayList<>();

  Recount(
      List<Delivery> deliveries,
      List<Message> messages,
      List<Conversation> conversations,
      List<Mailbox> mailboxes) {
    this.deliveries = deliveries;
    this.messages = messages;
    this.conversations = conversations;
    this.mailboxes = mailboxes;
  }

  List<String> mistakes() {
    Set<String> recipients = new HashSet<>();
    deliveries.forEach(delivery -> recipients.add(delivery.recipient()));
    conversations.forEach(conversation -> check(conversation));
    deliveries.forEach(delivery -> check(delivery));
    for (Mailbox mailbox : mailboxes) {
      check(mailbox);
      recipients.remove(mailbox.owner());
    }
    recipients.forEach(owner -> mistakes.add(owner + " has no mailbox"));
    return mistakes;
  }

  private void check(Conversation conversation) {
    List<Long> there =
        deliveries.stream()
            .filter(delivery -> delivery.recipient().equals(conversation.owner()))
            .filter(delivery -> delivery.thread() == conversation.thread())
            .filter(Delivery::isInInbox)
            .map(Delivery::message)
            .toList();
    Long newest = there.isEmpty() ? null : there.get(there.size() - 1);
    if (conversation.messages() != there.size() || !Objects.equals(conversation.newest(), newest)) {
      mistakes.add(conversation + ", but there are " + there);
    }
  }

  private void check(Delivery delivery) {
    boolean known =
        conversations.stream()
            .anyMatch(
                conversation ->
                    conversation.owner().equals(delivery.recipient())
                        && conversation.thread() == delivery.thread());
    boolean root = delivery.message() == delivery.thread();
    if (delivery.alone() == known || (delivery.alone() && !root)) {
      mistakes.add(delivery + (known ? " is of a known conversation" : " is of no known one"));
    }
    messages.stream()
        .filter(message -> message.id() == delivery.message())
        .findFirst()
        .ifPresentOrElse(
            message -> check(delivery, message), () -> mistakes.add(delivery + " has no message"));
  }

  private void check(Delivery delivery, Message message) {
    if (message.thread() != delivery.thread()) {
      mistakes.add(delivery + " is not of the conversation of " + message);
    }
    if (!message.accepted() && delivery.deletedAt() == null) {
      mistakes.add(delivery + " is there, but not accepted: " + message);
    }
    Instant replied =
        messages.stream()
            .filter(reply -> reply.isReplyBy(delivery.recipient(), delivery.message()))
            .map(Message::sentAt)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (!Objects.equals(replied, delivery.repliedAt())) {
      mistakes.add(delivery + " was replied to at " + replied);
    }
  }

  private void check(Mailbox mailbox) {
    List<Delivery> inbox =
        deliveries.stream()
            .filter(delivery -> delivery.recipient().equals(mailbox.owner()))
            .filter(Delivery::isInInbox)
            .toList();
    long unread = inbox.stream().filter(delivery -> delivery.readAt() == null).count();
    long threads = inbox.stream().map(Delivery::thread).distinct().count();
    if (mailbox.unread() != unread
        || mailbox.total() != inbox.size()
        || mailbox.conversations() != threads) {
      mistakes.add(mailbox + ", but there are " + unread + ", " + inbox.size() + " and " + threads);
    }
  }
}
