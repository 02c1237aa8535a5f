package dev.letterbox.outbox;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.NotificationType;
import java.time.Instant;

/**
 * What one channel still has to deliver: a notification to one user, to a visitor or to a range of
 * a broadcast's recipients, or an event.
 *
 * <p>It is appended in the transaction of its message and due at once. A worker claims it under a
 * lease and deletes it after the delivery. After a failure it is due again later, until it is dead.
 * A recipient of a range whose delivery fails gets a separate record, and the range continues after
 * that recipient.
 *
 * @param messageId 0 for an event about several messages
 * @param type null for an event
 * @param event null for a notification
 * @param eventData data of the event that is stored nowhere else; null for a notification
 * @param channel name of the channel
 * @param recipient name of the user; null for a range and for a visitor. For an event the user
 *     whose erasure deletes the record, or null
 * @param rangeStart last name before the range, in the order of names; empty for its beginning
 * @param rangeEnd last name of the range; null for the end of all names
 * @param attempts number of claims, the current one included
 * @param createdAt time of the event; the same in all parts of a range
 * @param firstDueAt start of the time that {@code letterbox.outbox.max-hours} limits: the creation,
 *     the end of a wait, or a replay by an administrator
 */
public record OutboxRecord(
    long id,
    long messageId,
    NotificationType type,
    MessageEventType event,
    String eventData,
    String channel,
    String recipient,
    String rangeStart,
    String rangeEnd,
    int attempts,
    Instant createdAt,
    Instant firstDueAt) {

  /** A new record for a user, or for a visitor when {@code recipient} is null. */
  public static OutboxRecord forRecipient(
      long messageId, NotificationType type, String channel, String recipient, Instant now) {
    return new OutboxRecord(
        0, messageId, type, null, null, channel, recipient, "", null, 0, now, now);
  }

  /** A new record for a range of the recipients of a broadcast or notice. */
  public static OutboxRecord forRange(
      long messageId,
      NotificationType type,
      String channel,
      String rangeStart,
      String rangeEnd,
      Instant now) {
    return new OutboxRecord(
        0, messageId, type, null, null, channel, null, rangeStart, rangeEnd, 0, now, now);
  }

  /**
   * A new record for an event.
   *
   * @param messageId 0 when the event is about several messages
   * @param user user whose erasure deletes the record; null for none
   */
  public static OutboxRecord forEvent(
      String channel,
      MessageEventType event,
      String eventData,
      long messageId,
      String user,
      Instant occurredAt) {
    return new OutboxRecord(
        0, messageId, null, event, eventData, channel, user, "", null, 0, occurredAt, occurredAt);
  }

  private OutboxRecord with(
      String newRecipient, String newRangeStart, String newRangeEnd, int newAttempts) {
    return new OutboxRecord(
        id,
        messageId,
        type,
        event,
        eventData,
        channel,
        newRecipient,
        newRangeStart,
        newRangeEnd,
        newAttempts,
        createdAt,
        firstDueAt);
  }

  OutboxRecord afterClaim() {
    return with(recipient, rangeStart, rangeEnd, attempts + 1);
  }

  /** The rest of a range after a checkpoint, which resets the attempts to the current one. */
  public OutboxRecord afterFirstAttempt() {
    return with(recipient, rangeStart, rangeEnd, 1);
  }

  /** The separate record of one recipient of a range, after its first attempt. */
  public OutboxRecord forSingleRecipient(String user) {
    return with(user, "", null, 1);
  }

  /** The part of a range after a name, as a new record. */
  OutboxRecord remainderAfter(String lastRecipient) {
    return with(null, lastRecipient, rangeEnd, 0);
  }

  public boolean isRange() {
    return recipient == null
        && (type == NotificationType.BROADCAST || type == NotificationType.NOTICE);
  }

  /** For log lines: without names of users and data of events. */
  @Override
  public String toString() {
    return "record %d of channel %s (message %d, attempt %d)"
        .formatted(id, channel, messageId, attempts);
  }
}
