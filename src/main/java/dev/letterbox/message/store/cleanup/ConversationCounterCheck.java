package dev.letterbox.message.store.cleanup;

import dev.letterbox.message.store.ConversationCounter;
import dev.letterbox.message.store.ConversationRepository;
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
  private static final String INSERT =
      "insert into lb_conversation (owner, thread_id, messages) values (:owner, :thread, 0)";
  private static final String SELECT_SINGLE_MESSAGE =
      """
      select single_message from lb_delivery {index lb_delivery_pk}
      where recipient = :owner and message_id = :message
      """;
  private static final String SELECT_THREAD =
      "select thread_id from lb_message where id = :message";
  private static final String UPDATE_THREAD =
      """
      update lb_delivery set thread_id = :thread, single_message = :singleMessage
      where recipient = :owner and message_id = :message
      """;
  private static final String CLEAR_SINGLE_MESSAGE =
      """
      update lb_delivery set single_message = false
      where recipient = :owner and thread_id = :thread and single_message = true
      """;

  @Inject private Database database;
  @Inject private ConversationRepository conversationRepository;

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
                    owner, thread, row.getInt("messages"), row.getObject("newest_id", Long.class)));
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
    return database
        .sql(SELECT_SINGLE_MESSAGE)
        .bind("owner", owner)
        .bind("message", message)
        .first(row -> row.getBoolean("single_message"))
        .map(singleMessage -> singleMessage ? !hasRow && message == thread : hasRow)
        .orElse(true);
  }

  /**
   * Repairs the flag of a delivery, and its conversation if that is not the one of the message.
   * Creates a missing row, which fails if another transaction creates it at the same time.
   */
  public void repairSingleMessageFlag(String owner, long thread, long message) {
    long correctThread =
        database
            .sql(SELECT_THREAD)
            .bind("message", message)
            .single(row -> row.getLong("thread_id"));
    boolean hasRow = lock(owner, correctThread).isPresent();
    if (correctThread != thread && message == correctThread && !hasRow) {
      updateThread(owner, message, correctThread, true);
    } else {
      if (!hasRow) {
        database.sql(INSERT).bind("owner", owner).bind("thread", correctThread).update();
      }
      if (correctThread != thread) {
        updateThread(owner, message, correctThread, false);
      }
      database
          .sql(CLEAR_SINGLE_MESSAGE)
          .bind("owner", owner)
          .bind("thread", correctThread)
          .update();
      conversationRepository.update(List.of(count(owner, correctThread)));
    }
    if (correctThread != thread) {
      compare(owner, thread).ifPresent(this::repair);
    }
  }

  private void updateThread(String owner, long message, long thread, boolean singleMessage) {
    database
        .sql(UPDATE_THREAD)
        .bind("thread", thread)
        .bind("singleMessage", singleMessage)
        .bind("owner", owner)
        .bind("message", message)
        .update();
  }
}
