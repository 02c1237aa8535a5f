package dev.letterbox.message.store.maintenance;

import dev.letterbox.message.store.ConversationCounter;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.DeliveryRepository.DeliveryKey;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Compares the counters of conversations, and the flags of single messages, with the deliveries,
 * and repairs them. Locks the row of the conversation first: then no other transaction moves its
 * deliveries into the inbox or out of it, so that they can be counted unlocked.
 */
@ApplicationScoped
public class ConversationCounterCheck {

  private static final String COUNT_DELIVERIES =
      """
      select count(*) as messages, max(message_id) as newest_id
      from lb_delivery {index lb_delivery_conversation}
      where recipient = :owner and thread_id = :thread and single_message = false
        and archived = false and deleted_at is null
      {unlocked}
      """;
  private static final String SELECT_THREAD =
      "select thread_id from lb_message where id = :message";

  @Inject private Database database;
  @Inject private ConversationRepository conversationRepository;
  @Inject private DeliveryRepository deliveryRepository;

  /** Stored and counted values of a conversation, whose row is locked. */
  public record ConversationComparison(ConversationCounter stored, ConversationCounter actual) {

    public boolean isConsistent() {
      return stored.equals(actual);
    }
  }

  /** Compares the counters of a conversation; empty if it has no row. */
  public Optional<ConversationComparison> compare(String owner, long thread) {
    return lock(owner, thread)
        .map(stored -> new ConversationComparison(stored, count(owner, thread)));
  }

  private Optional<ConversationCounter> lock(String owner, long thread) {
    return conversationRepository.lock(owner, List.of(thread)).stream().findFirst();
  }

  private ConversationCounter count(String owner, long thread) {
    return database
        .sql(COUNT_DELIVERIES)
        .bind("owner", owner)
        .bind("thread", thread)
        .single(
            row ->
                new ConversationCounter(
                    owner, thread, row.getInt("messages"), Database.longOrNull(row, "newest_id")));
  }

  /** Stores the counted values of a locked row. */
  public void repair(ConversationComparison comparison) {
    conversationRepository.update(List.of(comparison.actual()));
  }

  /**
   * Whether a delivery has the right flag: it is a single message exactly if it is the root and the
   * conversation has no row. True if the delivery does not exist any more.
   */
  public boolean isSingleMessageFlagCorrect(String owner, long thread, long message) {
    boolean hasRow = lock(owner, thread).isPresent();
    return deliveryRepository.lock(owner, List.of(message)).stream()
        .allMatch(delivery -> delivery.singleMessage() ? !hasRow && message == thread : hasRow);
  }

  /** Repairs the flag of a delivery, and its conversation if that is not the one of the message. */
  public void repairSingleMessageFlag(String owner, long thread, long message) {
    long correctThread =
        database
            .sql(SELECT_THREAD)
            .bind("message", message)
            .single(row -> row.getLong("thread_id"));
    boolean singleMessage =
        correctThread != thread && message == correctThread && lock(owner, correctThread).isEmpty();
    if (!singleMessage) {
      conversationRepository.createAndLock(correctThread, List.of(owner));
    }
    deliveryRepository.updateThread(new DeliveryKey(owner, message), correctThread, singleMessage);
    if (!singleMessage) {
      conversationRepository.update(List.of(count(owner, correctThread)));
    }
    if (correctThread != thread) {
      compare(owner, thread).ifPresent(this::repair);
    }
  }
}
