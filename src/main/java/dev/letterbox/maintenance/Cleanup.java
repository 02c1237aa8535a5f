package dev.letterbox.maintenance;

import dev.letterbox.api.CleanupReport;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks along all conversations, by the ids of their roots, and removes those that everybody has
 * deleted long enough ago. What is to be removed is looked for without a lock and looked at again
 * with all locks, see {@link Removal}.
 */
@ApplicationScoped
class Cleanup {

  private static final int CONVERSATIONS_TOGETHER = 100;
  private static final int DELIVERIES_TOGETHER = 1000;

  @Inject private Sql sql;
  @Inject private Removal removal;
  @Inject private Batches batches;
  @Inject private DeadNotifications dead;

  /** What was removed so far. */
  private static final class Tally {

    private final Instant before;
    private long conversations;
    private long messages;
    private long deliveries;
    private long skipped;

    Tally(Instant before) {
      this.before = before;
    }

    void add(Optional<Removal.Removed> removed, int candidates) {
      if (removed.isEmpty()) {
        skipped += candidates;
      } else {
        conversations += removed.get().conversations();
        messages += removed.get().messages();
        deliveries += removed.get().deliveries();
        skipped += candidates - removed.get().conversations();
      }
    }

    CleanupReport report(long notifications) {
      return new CleanupReport(before, conversations, messages, deliveries, notifications, skipped);
    }
  }

  /** Removes what both sides deleted until this moment, and what has been dead for too long. */
  CleanupReport removeDeletedUntil(Instant before) {
    Tally tally = new Tally(before);
    MessageIds ids = new MessageIds(sql);
    while (ids.hasNext()) {
      cleanUp(ids.next(), tally);
    }
    return tally.report(dead.remove());
  }

  private void cleanUp(MessageIds.Range range, Tally tally) {
    List<Removal.Candidate> candidates;
    MessageIds.Range rest = range;
    do {
      batches.checkStopped();
      candidates = removal.candidates(rest, tally.before, CONVERSATIONS_TOGETHER);
      removeInBatches(candidates, tally);
      if (!candidates.isEmpty()) {
        rest = rest.behind(candidates.get(candidates.size() - 1).thread());
      }
    } while (candidates.size() == CONVERSATIONS_TOGETHER);
  }

  private void removeInBatches(List<Removal.Candidate> candidates, Tally tally) {
    List<Long> together = new ArrayList<>();
    long deliveries = 0;
    for (Removal.Candidate candidate : candidates) {
      if (candidate.deliveries() > DELIVERIES_TOGETHER) {
        removeBig(candidate.thread(), tally);
        continue;
      }
      if (deliveries + candidate.deliveries() > DELIVERIES_TOGETHER) {
        remove(together, tally);
        together.clear();
        deliveries = 0;
      }
      together.add(candidate.thread());
      deliveries += candidate.deliveries();
    }
    remove(together, tally);
  }

  private void remove(List<Long> threads, Tally tally) {
    if (!threads.isEmpty()) {
      tally.add(batches.begin(() -> removal.remove(threads, tally.before)), threads.size());
    }
  }

  /** All deliveries first, some at a time; what is left is like any other conversation. */
  private void removeBig(long thread, Tally tally) {
    Optional<Integer> removed;
    do {
      removed =
          batches.begin(() -> removal.removeDeliveries(thread, tally.before, DELIVERIES_TOGETHER));
      tally.deliveries += removed.orElse(0);
    } while (removed.orElse(0) == DELIVERIES_TOGETHER);
    remove(List.of(thread), tally);
  }
}
