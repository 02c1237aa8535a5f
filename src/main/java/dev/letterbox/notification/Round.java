package dev.letterbox.notification;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One worker's way through the entries that he claimed. He says soon what he has done, so that
 * little is repeated after a crash. What he has not begun goes to others when somebody takes long
 * to be told, when the channel reaches nobody, or when the server stops.
 */
class Round {

  private static final Logger LOG = Logger.getLogger(Round.class.getName());

  /** So much is said together, or so often. */
  private static final int TOGETHER = 20;

  private static final long OFTEN_NANOS = Duration.ofMillis(200).toNanos();

  /** Nobody waits longer than that for somebody else to be told. */
  private static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();

  private final NotificationChannel channel;
  private final Outbox.Claim claim;
  private final Outbox outbox;
  private final Ranges ranges;
  private final Stopping stopping;

  private final Queue<Entry> waiting;
  private final List<Entry> done = new ArrayList<>();
  private final Progress progress = new Progress();
  private long saidAt = System.nanoTime();
  private boolean unavailable;
  private volatile long heldUntil;
  private volatile boolean lost;
  private volatile boolean slow;

  /** What is going on, for those who watch; the others are this worker's own. */
  private boolean telling;

  private long begunAt;
  private Entry range;
  private String nameInRange;
  private boolean divided;

  Round(
      NotificationChannel channel,
      Outbox.Claim claim,
      Outbox outbox,
      Ranges ranges,
      Stopping stopping) {
    this.channel = channel;
    this.claim = claim;
    this.outbox = outbox;
    this.ranges = ranges;
    this.stopping = stopping;
    this.waiting = new ConcurrentLinkedQueue<>(claim.entries());
    this.heldUntil = claim.heldUntil();
  }

  NotificationChannel channel() {
    return channel;
  }

  /** Whether somebody has taken long to be told, and still does. */
  boolean isSlow() {
    return slow;
  }

  boolean isUnavailable() {
    return unavailable;
  }

  /**
   * The next entry; empty when the rest is for others. One that ended its worker each time has to
   * end.
   */
  Optional<Entry> next() {
    while (!unavailable && !stopping.isNear() && !isLost()) {
      Entry entry = waiting.poll();
      if (entry == null || !outbox.isTriedTooOften(entry)) {
        return Optional.ofNullable(entry);
      }
      failed(entry, outbox.notComeBack());
    }
    return Optional.empty();
  }

  /** An entry and those after it. */
  List<Entry> left(Entry next) {
    List<Entry> left = new ArrayList<>(waiting);
    left.add(next);
    return left;
  }

  /** Whether others may have claimed the same by now: so this worker stops. */
  private boolean isLost() {
    return lost || System.nanoTime() - heldUntil > 0;
  }

  /** An entry could not even be looked at, or a range not to its end. */
  void failed(Entry entry, Throwable thrown) {
    try {
      Entry left = entry.isRange() && sayHowFar(entry) ? entry.begun() : entry;
      outbox.failed(claim.mark(), Failed.of(left, thrown));
    } finally {
      progress.end(); // the next range has nothing to do with it
    }
  }

  /** An entry that waits for something else. */
  void postpone(Entry entry) {
    outbox.postpone(claim.mark(), List.of(entry));
  }

  void done(Entry entry) {
    done.add(entry);
    if (done.size() >= TOGETHER || isTimeToSay()) {
      try {
        flush();
      } catch (RuntimeException e) {
        LOG.log(Level.FINE, "What was told is said with the next", e);
      }
    }
  }

  /**
   * Tells one recipient, unless there is nothing for him.
   *
   * @param due when he is told with other things; empty for now
   */
  void tell(Entry entry, Optional<Instant> due, Supplier<Optional<Notification>> notification) {
    begin(null, null);
    Optional<Failed> failure = deliver(entry, due, notification);
    failure.ifPresentOrElse(failed -> outbox.failed(claim.mark(), failed), () -> done(entry));
  }

  /**
   * Tells one of a range, who gets an entry of his own if that fails or is due later.
   *
   * @param due when he is told with other things; empty for now
   * @return whether the range goes on
   */
  boolean tellInRange(
      Entry all,
      String name,
      Optional<Instant> due,
      Supplier<Optional<Notification>> notification) {
    begin(all, name);
    Optional<Failed> failure = deliver(all.splitOff(name), due, notification);
    if (unavailable) {
      Entry left = sayHowFar(all) ? all.begun() : all;
      failure.ifPresent(failed -> outbox.failed(claim.mark(), failed.with(left)));
      return false;
    }
    progress.told(name, failure);
    if (progress.unsaid() >= TOGETHER || isTimeToSay() || stopping.isNear()) {
      sayHowFar(all);
    }
    if (isLost()) {
      return false;
    }
    if (divided) {
      endOfRange(all);
      return false;
    }
    if (stopping.isNear()) {
      outbox.release(claim.mark(), List.of(all));
      return false;
    }
    return true;
  }

  /** Whether anybody of a range has been told so far. */
  private boolean sayHowFar(Entry all) {
    if (progress.unsaid() > 0) {
      if (!ranges.progress(claim.mark(), all, progress.upTo(), progress.failed())) {
        lost = true;
      }
      progress.said();
    }
    saidAt = System.nanoTime();
    return progress.hasBegun();
  }

  /** Everybody in a range has been told, or gets an entry of his own. */
  void endOfRange(Entry all) {
    sayHowFar(all);
    progress.end();
    if (!isLost()) {
      done(all);
    }
  }

  /** Tells all that was claimed together. */
  void tellTogether(Runnable telling) {
    waiting.clear();
    begin(null, null);
    try {
      telling.run();
    } finally {
      end();
    }
  }

  private synchronized void begin(Entry all, String name) {
    range = all;
    nameInRange = name;
    begunAt = System.nanoTime();
    telling = true;
    divided = false;
  }

  private synchronized void end() {
    telling = false;
    slow = false;
  }

  private Optional<Failed> deliver(
      Entry entry, Optional<Instant> due, Supplier<Optional<Notification>> notification) {
    try {
      Optional<Notification> what = notification.get();
      if (what.isPresent() && due.isPresent()) {
        return due.map(time -> Failed.gathered(entry, time));
      }
      what.ifPresent(channel::deliver);
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      if (e instanceof OutOfMemoryError outOfMemory) {
        throw outOfMemory;
      }
      Failed failed = Failed.of(entry, e);
      LOG.log(
          Level.FINE,
          e,
          () ->
              "%s: message %d for %s, attempt %d: %s"
                  .formatted(
                      channel.name(),
                      entry.messageId(),
                      entry.recipient(),
                      entry.attempts(),
                      failed.error()));
      unavailable = failed.isUnavailable();
      return Optional.of(failed);
    } finally {
      end();
    }
  }

  /**
   * While somebody takes long to be told, says what has been done, and gives what waits to others.
   * To be called now and then.
   */
  synchronized void watch() {
    if (!telling || System.nanoTime() - begunAt < LONG_NANOS) {
      return;
    }
    slow = true;
    flush();
    release();
    if (range != null) {
      sayHowFar(range);
    }
    if (range != null && !divided) {
      ranges.divide(claim.mark(), range, nameInRange);
      divided = true;
    }
  }

  /**
   * Goes on holding what was claimed; what is lost stays lost. To be called several times within a
   * lease.
   */
  void renew() {
    if (!isLost()) {
      heldUntil = outbox.renew(claim.mark(), claim.entries());
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

  private void release() {
    List<Entry> rest = new ArrayList<>();
    for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
      rest.add(entry);
    }
    outbox.release(claim.mark(), rest);
  }

  void finish() {
    try {
      flush();
    } finally {
      release();
    }
  }
}
