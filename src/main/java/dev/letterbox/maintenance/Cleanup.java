package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.message.store.maintenance.ConversationDeletion;
import dev.letterbox.message.store.maintenance.ConversationDeletion.DeletionCandidate;
import dev.letterbox.message.store.maintenance.ConversationDeletion.DeletionCounts;
import dev.letterbox.message.store.maintenance.MessageIdRanges;
import dev.letterbox.message.store.maintenance.MessageIdRanges.MessageIdRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes conversations that all of their users deleted before a cutoff, in the order of their
 * roots, and dead notifications. Batches whose rows stay locked are skipped until the next cleanup.
 */
@ApplicationScoped
class Cleanup {

  private static final int CONVERSATION_BATCH_SIZE = 100;
  private static final int DELIVERY_BATCH_SIZE = 1000;

  @Inject private MessageIdRanges messageIdRanges;
  @Inject private ConversationDeletion deletion;
  @Inject private TransactionBatches batches;
  @Inject private DeadLetterCleanup deadLetters;

  /** Numbers of deleted rows. */
  private static final class CleanupProgress {

    private final Instant cutoff;
    private long conversations;
    private long messages;
    private long deliveries;
    private long skipped;

    CleanupProgress(Instant cutoff) {
      this.cutoff = cutoff;
    }

    void add(Optional<DeletionCounts> deleted, int candidates) {
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

  /** Deletes conversations that were deleted until the cutoff, and expired dead notifications. */
  CleanupReport removeDeletedUntil(Instant cutoff) {
    CleanupProgress progress = new CleanupProgress(cutoff);
    for (MessageIdRange range : messageIdRanges) {
      cleanUp(range, progress);
    }
    return progress.toReport(deadLetters.deleteExpired());
  }

  private void cleanUp(MessageIdRange range, CleanupProgress progress) {
    List<DeletionCandidate> candidates;
    MessageIdRange remaining = range;
    do {
      batches.requireNotStopped();
      candidates = deletion.findCandidates(remaining, progress.cutoff, CONVERSATION_BATCH_SIZE);
      removeInBatches(candidates, progress);
      if (!candidates.isEmpty()) {
        remaining = remaining.after(candidates.get(candidates.size() - 1).thread());
      }
    } while (candidates.size() == CONVERSATION_BATCH_SIZE);
  }

  private void removeInBatches(List<DeletionCandidate> candidates, CleanupProgress progress) {
    List<Long> batch = new ArrayList<>();
    long deliveries = 0;
    for (DeletionCandidate candidate : candidates) {
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

  /** Deletes the deliveries in batches, then the conversation like any other. */
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
