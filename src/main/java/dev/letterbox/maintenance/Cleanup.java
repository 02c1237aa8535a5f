package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks along all conversations, by the ids of their roots, and removes those that everybody has
 * deleted long enough ago. What is to be removed is looked for without a lock and looked at again
 * with all locks, see {@link ConversationDeletion}.
 */
@ApplicationScoped
class Cleanup {

  private static final int CONVERSATION_BATCH_SIZE = 100;
  private static final int DELIVERY_BATCH_SIZE = 1000;

  @Inject private SqlRunner sql;
  @Inject private ConversationDeletion deletion;
  @Inject private TransactionBatches batches;
  @Inject private DeadLetterCleanup deadLetters;

  /** What was removed so far. */
  private static final class CleanupProgress {

    private final Instant cutoff;
    private long conversations;
    private long messages;
    private long deliveries;
    private long skipped;

    CleanupProgress(Instant cutoff) {
      this.cutoff = cutoff;
    }

    void add(Optional<ConversationDeletion.DeletionCounts> deleted, int candidates) {
      if (deleted.isEmpty()) {
        skipped += candidates;
      } else {
        conversations += deleted.get().conversations();
        messages += deleted.get().messages();
        deliveries += deleted.get().deliveries();
        skipped += candidates - deleted.get().conversations();
      }
    }

    CleanupReport toReport(long notifications) {
      return new CleanupReport(cutoff, conversations, messages, deliveries, notifications, skipped);
    }
  }

  /** Removes what both sides deleted until this moment, and what has been dead for too long. */
  CleanupReport removeDeletedUntil(Instant cutoff) {
    CleanupProgress progress = new CleanupProgress(cutoff);
    MessageIdRanges idRanges = new MessageIdRanges(sql);
    while (idRanges.hasNext()) {
      cleanUp(idRanges.next(), progress);
    }
    return progress.toReport(deadLetters.deleteExpired());
  }

  private void cleanUp(MessageIdRanges.MessageIdRange range, CleanupProgress progress) {
    List<ConversationDeletion.DeletionCandidate> candidates;
    MessageIdRanges.MessageIdRange remaining = range;
    do {
      batches.requireNotStopped();
      candidates = deletion.findCandidates(remaining, progress.cutoff, CONVERSATION_BATCH_SIZE);
      removeInBatches(candidates, progress);
      if (!candidates.isEmpty()) {
        remaining = remaining.remainderAfter(candidates.get(candidates.size() - 1).thread());
      }
    } while (candidates.size() == CONVERSATION_BATCH_SIZE);
  }

  private void removeInBatches(
      List<ConversationDeletion.DeletionCandidate> candidates, CleanupProgress progress) {
    List<Long> batch = new ArrayList<>();
    long deliveries = 0;
    for (ConversationDeletion.DeletionCandidate candidate : candidates) {
      if (candidate.deliveries() > DELIVERY_BATCH_SIZE) {
        removeLarge(candidate.thread(), progress);
        continue;
      }
      if (deliveries + candidate.deliveries() > DELIVERY_BATCH_SIZE) {
        remove(batch, progress);
        batch.clear();
        deliveries = 0;
      }
      batch.add(candidate.thread());
      deliveries += candidate.deliveries();
    }
    remove(batch, progress);
  }

  private void remove(List<Long> threads, CleanupProgress progress) {
    if (!threads.isEmpty()) {
      progress.add(
          batches.inNewTransaction(() -> deletion.delete(threads, progress.cutoff)),
          threads.size());
    }
  }

  /** All deliveries first, some at a time; what is left is like any other conversation. */
  private void removeLarge(long thread, CleanupProgress progress) {
    Optional<Integer> deletedCount;
    do {
      deletedCount =
          batches.inNewTransaction(
              () -> deletion.deleteDeliveries(thread, progress.cutoff, DELIVERY_BATCH_SIZE));
      progress.deliveries += deletedCount.orElse(0);
    } while (deletedCount.orElse(0) == DELIVERY_BATCH_SIZE);
    remove(List.of(thread), progress);
  }
}
