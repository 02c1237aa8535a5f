package dev.letterbox.outbox;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.webhook.WebhookTrigger;
import java.time.Instant;

/**
 * What one channel still has to tell of a message: to one user, to a visitor (who is not named), or
 * to a range of those whom it was delivered to. It waits, is claimed, and is gone when it is done;
 * what fails waits for its next attempt, until it is dead. In a range nobody waits for another: who
 * can't be told gets an entry of his own, and the range goes on behind him.
 *
 * @param recipient null for a range and for a visitor
 * @param rangeStart in a range, whom it comes after in the order of names; empty for everybody
 * @param rangeEnd in a range, the last one; null for the end
 * @param attempts how often it was claimed, this time included
 * @param createdAt when the message was accepted or rejected; the same in all parts of a range
 * @param firstDueAt the same, unless it waited for something else or an administrator has had it
 *     tried again since
 * @param trigger what a webhook is told instead of a notification; null for all other channels.
 *     Then there is no type, and no message (0) when it is about several
 */
public record OutboxRecord(
    long id,
    long messageId,
    NotificationType type,
    String channel,
    String recipient,
    String rangeStart,
    String rangeEnd,
    int attempts,
    Instant createdAt,
    Instant firstDueAt,
    WebhookTrigger trigger) {

  /** An entry of a channel. */
  OutboxRecord(
      long id,
      long messageId,
      NotificationType type,
      String channel,
      String recipient,
      String rangeStart,
      String rangeEnd,
      int attempts,
      Instant createdAt,
      Instant firstDueAt) {
    this(
        id,
        messageId,
        type,
        channel,
        recipient,
        rangeStart,
        rangeEnd,
        attempts,
        createdAt,
        firstDueAt,
        null);
  }

  /**
   * What a webhook is told.
   *
   * @param messageId 0 when it is about several
   * @param user whose doing it is, who takes it along when he leaves; null for nobody's
   */
  public static OutboxRecord forWebhook(
      String channel, WebhookTrigger trigger, long messageId, String user, Instant occurredAt) {
    return new OutboxRecord(
        0, messageId, null, channel, user, "", null, 0, occurredAt, occurredAt, trigger);
  }

  public static OutboxRecord forRecipient(
      long messageId, NotificationType type, String channel, String recipient, Instant now) {
    return new OutboxRecord(0, messageId, type, channel, recipient, "", null, 0, now, now);
  }

  public static OutboxRecord forRange(
      long messageId,
      NotificationType type,
      String channel,
      String rangeStart,
      String rangeEnd,
      Instant now) {
    return new OutboxRecord(0, messageId, type, channel, null, rangeStart, rangeEnd, 0, now, now);
  }

  OutboxRecord afterClaim() {
    return new OutboxRecord(
        id,
        messageId,
        type,
        channel,
        recipient,
        rangeStart,
        rangeEnd,
        attempts + 1,
        createdAt,
        firstDueAt,
        trigger);
  }

  /** What is left of a range some of which has been told: that attempt was a good one. */
  OutboxRecord afterFirstAttempt() {
    return new OutboxRecord(
        id, messageId, type, channel, recipient, rangeStart, rangeEnd, 1, createdAt, firstDueAt);
  }

  /** The entry of one user in a range, who could not be told: that was the first attempt. */
  OutboxRecord forSingleRecipient(String user) {
    return new OutboxRecord(id, messageId, type, channel, user, "", null, 1, createdAt, firstDueAt);
  }

  /** What comes after a name in a range. */
  OutboxRecord remainderAfter(String lastRecipient) {
    return new OutboxRecord(
        id, messageId, type, channel, null, lastRecipient, rangeEnd, 0, createdAt, firstDueAt);
  }

  public boolean isRange() {
    return recipient == null
        && (type == NotificationType.BROADCAST || type == NotificationType.NOTICE);
  }
}
