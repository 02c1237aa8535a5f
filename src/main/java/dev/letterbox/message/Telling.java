package dev.letterbox.message;

import dev.letterbox.api.DeliveryReport;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One broadcast or notice on its way to its recipients, a chunk of them at a time. The message is
 * stored with the first chunk in which there is somebody to tell; the counters follow at the end,
 * when all deliveries are there, in the order of their owners.
 */
class Telling {

  private final Draft draft;
  private final Instant sentAt;
  private final Recipients recipients;
  private final MessageStore messages;
  private final Deliveries deliveries;
  private final Counters counters;

  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> inactive = new LinkedHashSet<>();
  private OptionalLong messageId = OptionalLong.empty();
  private long delivered;
  private MailboxesChanged changed = MailboxesChanged.of(List.of());

  Telling(
      Draft draft,
      Instant sentAt,
      Recipients recipients,
      MessageStore messages,
      Deliveries deliveries,
      Counters counters) {
    this.draft = draft;
    this.sentAt = sentAt;
    this.recipients = recipients;
    this.messages = messages;
    this.deliveries = deliveries;
    this.counters = counters;
  }

  void tell(Set<String> names) {
    Recipients.Sorted sorted = recipients.sort(names);
    unknown.addAll(sorted.unknown());
    inactive.addAll(sorted.inactive());
    if (!sorted.active().isEmpty()) {
      delivered += deliveries.deliver(storedId(), draft.level(), sorted.active());
      changed = changed.and(MailboxesChanged.of(sorted.active()));
    }
  }

  DeliveryReport finish() {
    messageId.ifPresent(deliveries::countUnread);
    counters.tell(changed);
    return new DeliveryReport(messageId, delivered, List.copyOf(unknown), List.copyOf(inactive));
  }

  private long storedId() {
    if (messageId.isEmpty()) {
      messageId = OptionalLong.of(stored());
    }
    return messageId.getAsLong();
  }

  private long stored() {
    long id = deliveries.newMessageIds(1).get(0);
    messages.store(List.of(new Letter(id, draft, null, sentAt, Judgement.ACCEPTED)));
    return id;
  }
}
