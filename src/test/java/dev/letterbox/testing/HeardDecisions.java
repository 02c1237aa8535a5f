package dev.letterbox.testing;

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
public class HeardDecisions {

  private final Queue<MessageSent> sentInside = new ConcurrentLinkedQueue<>();
  private final Queue<MessageSent> sentAfterwards = new ConcurrentLinkedQueue<>();
  private final Queue<MessageRejected> rejectedInside = new ConcurrentLinkedQueue<>();
  private final Queue<MessageRejected> rejectedAfterwards = new ConcurrentLinkedQueue<>();
  private final Queue<Later> rejectedLater = new ConcurrentLinkedQueue<>();

  @Inject private Rows rows;

  /**
   * A rejection that was heard of asynchronously, and what was true then.
   *
   * @param committed whether another transaction sees that it is rejected
   * @param managed whether it arrived on a thread of the server's executors
   */
  public record Later(MessageRejected event, boolean committed, boolean managed) {}

  void sentInside(@Observes MessageSent event) {
    sentInside.add(event);
  }

  void sentAfterwards(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageSent event) {
    sentAfterwards.add(event);
  }

  void rejectedInside(@Observes MessageRejected event) {
    rejectedInside.add(event);
  }

  void rejectedAfterwards(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) MessageRejected event) {
    rejectedAfterwards.add(event);
  }

  void rejectedLater(@ObservesAsync MessageRejected event) {
    boolean committed =
        rows.number(
                "select count(*) from lb_message where moderation_status = 'REJECTED' and id = ?",
                event.messageId())
            == 1;
    rejectedLater.add(
        new Later(event, committed, Thread.currentThread() instanceof ManageableThread));
  }

  /** What was accepted of a sender, told inside the transactions that made it so. */
  public List<MessageSent> sentInside(String sender) {
    return sentInside.stream().filter(event -> sender.equals(event.sender())).toList();
  }

  /** The same, told by those who committed it. */
  public List<MessageSent> sentAfterwards(String sender) {
    return sentAfterwards.stream().filter(event -> sender.equals(event.sender())).toList();
  }

  /** What was rejected of a sender, told inside the transactions that made it so. */
  public List<MessageRejected> rejectedInside(String sender) {
    return of(rejectedInside.stream(), sender);
  }

  /** The same, told by those who committed it. */
  public List<MessageRejected> rejectedAfterwards(String sender) {
    return of(rejectedAfterwards.stream(), sender);
  }

  /** The same, told after the commit, on other threads. */
  public List<Later> rejectedLater(String sender) {
    return rejectedLater.stream().filter(later -> sender.equals(later.event().sender())).toList();
  }

  private static List<MessageRejected> of(Stream<MessageRejected> events, String sender) {
    return events.filter(event -> sender.equals(event.sender())).toList();
  }
}
