package dev.letterbox.notification;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One worker's way through the entries that he claimed: says soon what he has done, so that little
 * is repeated after a crash; and gives back what he has not begun when the channel turns out slow,
 * or reaches nobody.
 */
class Round {

  private static final Logger LOG = Logger.getLogger(Round.class.getName());

  /** So much is said together, or so often. */
  private static final int TOGETHER = 20;

  private static final long OFTEN_NANOS = Duration.ofMillis(200).toNanos();

  /** Whoever takes longer should keep nobody waiting. */
  private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();

  private final NotificationChannel channel;
  private final Outbox.Claim claim;
  private final Outbox outbox;
  private final Stopping stopping;

  private final List<Entry> done = new ArrayList<>();
  private final List<Entry> left = new ArrayList<>();
  private final List<Failed> failedInRange = new ArrayList<>();
  private String upTo;
  private int toldInRange;
  private long saidAt = System.nanoTime();
  private boolean slow;
  private boolean unavailable;

  Round(NotificationChannel channel, Outbox.Claim claim, Outbox outbox, Stopping stopping) {
    this.channel = channel;
    this.claim = claim;
    this.outbox = outbox;
    this.stopping = stopping;
  }

  String channel() {
    return channel.name();
  }

  /** Whether what was not begun is better left to others. */
  boolean isOver() {
    return slow || unavailable || stopping.isNear();
  }

  boolean isUnavailable() {
    return unavailable;
  }

  void done(Entry entry) {
    done.add(entry);
    if (done.size() >= TOGETHER || isTimeToSay()) {
      flush();
    }
  }

  void leave(Entry entry) {
    left.add(entry);
  }

  /** Tells one recipient, unless there is nothing for him. */
  void tell(Entry entry, Supplier<Optional<Notification>> notification) {
    Optional<Failed> failure = deliver(entry, notification);
    failure.ifPresentOrElse(failed -> outbox.failed(claim.mark(), failed), () -> done(entry));
  }

  /**
   * Tells one of a range, who gets an entry of his own if that fails.
   *
   * @return whether the range goes on
   */
  boolean tellInRange(Entry range, String name, Supplier<Optional<Notification>> notification) {
    Optional<Failed> failure = deliver(range.splitOff(name), notification);
    if (unavailable) {
      sayHowFar(range);
      failure.ifPresent(failed -> outbox.failed(claim.mark(), failed.with(range)));
      return false;
    }
    failure.ifPresent(failedInRange::add);
    upTo = name;
    toldInRange++;
    if (toldInRange >= TOGETHER || isTimeToSay()) {
      sayHowFar(range);
    }
    if (stopping.isNear()) {
      sayHowFar(range);
      leave(range);
      return false;
    }
    return true;
  }

  private void sayHowFar(Entry range) {
    if (toldInRange > 0) {
      outbox.progress(claim.mark(), range, upTo, failedInRange);
      failedInRange.clear();
      toldInRange = 0;
    }
    saidAt = System.nanoTime();
  }

  /** Everybody in a range has been told, or gets an entry of his own. */
  void endOfRange(Entry range) {
    sayHowFar(range);
    done(range);
  }

  private Optional<Failed> deliver(Entry entry, Supplier<Optional<Notification>> notification) {
    long begun = System.nanoTime();
    try {
      notification.get().ifPresent(channel::deliver);
      return Optional.empty();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      Failed failed = Failed.of(entry, e);
      LOG.log(
          Level.WARNING,
          "{0}: message {1} for {2}, attempt {3}: {4}",
          new Object[] {
            channel.name(), entry.messageId(), entry.recipient(), entry.attempts(), failed.error()
          });
      LOG.log(Level.FINE, e, () -> "Why");
      unavailable = failed.isUnavailable();
      return Optional.of(failed);
    } finally {
      slow = System.nanoTime() - begun > SLOW_NANOS;
    }
  }

  private boolean isTimeToSay() {
    return System.nanoTime() - saidAt > OFTEN_NANOS;
  }

  /** Says what has been done. */
  void flush() {
    outbox.done(claim.mark(), done);
    done.clear();
    saidAt = System.nanoTime();
  }

  void finish() {
    flush();
    outbox.release(claim.mark(), left);
  }
}
