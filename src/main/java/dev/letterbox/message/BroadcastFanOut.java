package dev.letterbox.message;

import dev.letterbox.api.DeliveryReport;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.message.store.MessageContent;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.ModerationResult;
import dev.letterbox.message.store.OutgoingMessage;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Delivers one broadcast or notice to its recipients, chunk by chunk. The message is stored with
 * the first chunk that has an active recipient. The counters of the mailboxes follow at the end, in
 * the order of their owners.
 */
class BroadcastFanOut {

  private final MessageContent content;
  private final Instant sentAt;
  private final RecipientLookup recipientLookup;
  private final MessageRepository messageRepository;
  private final DeliveryRepository deliveryRepository;
  private final MailboxRepository mailboxRepository;

  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> inactive = new LinkedHashSet<>();
  private OptionalLong messageId = OptionalLong.empty();
  private long deliveredCount;
  private MailboxesChanged changedMailboxes = MailboxesChanged.of(List.of());

  BroadcastFanOut(
      MessageContent content,
      Instant sentAt,
      RecipientLookup recipientLookup,
      MessageRepository messageRepository,
      DeliveryRepository deliveryRepository,
      MailboxRepository mailboxRepository) {
    this.content = content;
    this.sentAt = sentAt;
    this.recipientLookup = recipientLookup;
    this.messageRepository = messageRepository;
    this.deliveryRepository = deliveryRepository;
    this.mailboxRepository = mailboxRepository;
  }

  void deliverChunk(Set<String> names) {
    RecipientLookup.ClassifiedRecipients classified = recipientLookup.classify(names);
    unknown.addAll(classified.unknown());
    inactive.addAll(classified.inactive());
    if (!classified.active().isEmpty()) {
      deliveredCount +=
          deliveryRepository.deliver(ensureStored(), content.level(), classified.active());
      changedMailboxes = changedMailboxes.and(MailboxesChanged.of(classified.active()));
    }
  }

  DeliveryReport finish() {
    messageId.ifPresent(mailboxRepository::addUnread);
    mailboxRepository.publishChange(changedMailboxes);
    return new DeliveryReport(
        messageId, deliveredCount, List.copyOf(unknown), List.copyOf(inactive));
  }

  private long ensureStored() {
    if (messageId.isEmpty()) {
      messageId = OptionalLong.of(storeMessage());
    }
    return messageId.getAsLong();
  }

  private long storeMessage() {
    long id = messageRepository.newIdsLater(1).get().get(0);
    messageRepository.insertAll(
        List.of(new OutgoingMessage(id, content, sentAt, ModerationResult.ACCEPTED)));
    return id;
  }
}
