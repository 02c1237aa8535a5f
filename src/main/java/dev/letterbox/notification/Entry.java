package dev.letterbox.notification;

import dev.letterbox.api.NotificationLabel;
import java.time.Instant;

/**
 * What one channel still has to tell of a message: to one user, to a visitor (who is not named), or
 * to a range of those whom it was delivered to. It waits, is claimed, and is gone when it is done;
 * what fails waits for its next attempt, until it is dead. In a range nobody waits for another: who
 * can't be told gets an entry of his own, and the range goes on behind him.
 *
 * @param recipient null for a range and for a visitor
 * @param after in a range, whom it comes after in the order of names; empty for everybody
 * @param last in a range, the last one; null for the end
 * @param attempts how often it was claimed, this time included
 * @param createdAt when the message was accepted or rejected; the same in all parts of a range
 * @param waitingSince the same, unless it waited for something else or an administrator has had it
 *     tried again since
 * @param happening what a webhook is told instead of a notification; null for all other channels.
 *     Then there is no label, and no message (0) when it is about several
 */
record Entry(
    long id,
    long messageId,
    NotificationLabel label,
    String channel,
    String recipient,
    String after,
    String last,
    int attempts,
    Instant createdAt,
    Instant waitingSince,
    Happening happening) {

  /** An entry of a channel. */
  Entry(
      long id,
      long messageId,
      NotificationLabel label,
      String channel,
      String recipient,
      String after,
      String last,
      int attempts,
      Instant createdAt,
      Instant waitingSince) {
    this(
        id,
        messageId,
        label,
        channel,
        recipient,
        after,
        last,
        attempts,
        createdAt,
        waitingSince,
        null);
  }

  /**
   * What a webhook is told.
   *
   * @param messageId 0 when it is about several
   * @param user whose doing it is, who takes it along when he leaves; null for nobody's
   */
  static Entry forWebhook(
      String channel, Happening happening, long messageId, String user, Instant at) {
    return new Entry(0, messageId, null, channel, user, "", null, 0, at, at, happening);
  }

  static Entry forOne(
      long messageId, NotificationLabel label, String channel, String recipient, Instant now) {
    return new Entry(0, messageId, label, channel, recipient, "", null, 0, now, now);
  }

  static Entry forRange(
      long messageId,
      NotificationLabel label,
      String channel,
      String after,
      String last,
      Instant now) {
    return new Entry(0, messageId, label, channel, null, after, last, 0, now, now);
  }

  Entry claimed() {
    return new Entry(
        id,
        messageId,
        label,
        channel,
        recipient,
        after,
        last,
        attempts + 1,
        createdAt,
        waitingSince,
        happening);
  }

  /** What is left of a range some of which has been told: that attempt was a good one. */
  Entry begun() {
    return new Entry(
        id, messageId, label, channel, recipient, after, last, 1, createdAt, waitingSince);
  }

  /** The entry of one user in a range, who could not be told: that was the first attempt. */
  Entry splitOff(String user) {
    return new Entry(id, messageId, label, channel, user, "", null, 1, createdAt, waitingSince);
  }

  /** What comes after a name in a range. */
  Entry behind(String name) {
    return new Entry(id, messageId, label, channel, null, name, last, 0, createdAt, waitingSince);
  }

  boolean isRange() {
    return recipient == null
        && (label == NotificationLabel.BROADCAST || label == NotificationLabel.NOTICE);
  }
}
