package dev.letterbox.testing.support;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Hears of what is accepted and what is rejected in the ways in which an application can. */
@ApplicationScoped
public class RecordedDecisions {

  private final Queue<MessageSent> sentInTransaction = new ConcurrentLinkedQueue<>();
  private final Queue<MessageSent> sentAfterCommit = new ConcurrentLinkedQueue<>();
  private final Queue<MessageRejected> rejectedInTransaction = new ConcurrentLinkedQueue<>();
  private final Queue<MessageRejected> rejectedAfterCommit = new ConcurrentLinkedQueue<>();
  private final Queue<RecordedRejection> rejectedAsynchronously = new ConcurrentLinkedQueue<>();

  @Inject private TableQueries tables;

  /**
   * A rejection that was heard of asynchronously, and what was true then.
   *
   * @param committed whether another transaction sees that it is rejected
   * @param managedThread whether it arrived on a thread of the server's executors
   */
  public record RecordedRejection(
      MessageRejected event, boolean committed, boolean managedThread) {}

  void sentInTransaction(@Observes MessageSent event) {
    sentInTransaction.add(event);
  }

  void sentAfterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageSent event) {
    sentAfterCommit.add(event);
  }

  void rejectedInTransaction(@Observes MessageRejected event) {
    rejectedInTransaction.add(event);
  }

  void rejectedAfterCommit(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) MessageRejected event) {
    rejectedAfterCommit.add(event);
  }

  void rejectedAsynchronously(@ObservesAsync MessageRejected event) {
    boolean committed =
        tables.selectNumber(
                "select count(*) from lb_message where moderation_status = 'REJECTED' and id = ?",
                event.messageId())
            == 1;
    rejectedAsynchronously.add(
        new RecordedRejection(
            event, committed, Thread.currentThread() instanceof ManageableThread));
  }

  /** What was accepted of a sender, told inside the transactions that made it so. */
  public List<MessageSent> sentInTransaction(String sender) {
    return sentInTransaction.stream().filter(event -> sender.equals(event.sender())).toList();
  }

  /** The same, told by those who committed it. */
  public List<MessageSent> sentAfterCommit(String sender) {
    return sentAfterCommit.stream().filter(event -> sender.equals(event.sender())).toList();
  }

  /** What was rejected of a sender, told inside the transactions that made it so. */
  public List<MessageRejected> rejectedInTransaction(String sender) {
    return bySender(rejectedInTransaction.stream(), sender);
  }

  /** The same, told by those who committed it. */
  public List<MessageRejected> rejectedAfterCommit(String sender) {
    return bySender(rejectedAfterCommit.stream(), sender);
  }

  /** The same, told after the commit, on other threads. */
  public List<RecordedRejection> rejectedAsynchronously(String sender) {
    return rejectedAsynchronously.stream()
        .filter(rejection -> sender.equals(rejection.event().sender()))
        .toList();
  }

  private static List<MessageRejected> bySender(Stream<MessageRejected> events, String sender) {
    return events.filter(event -> sender.equals(event.sender())).toList();
  }
}
