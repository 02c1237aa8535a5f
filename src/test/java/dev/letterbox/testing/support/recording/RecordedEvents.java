package dev.letterbox.testing.support.recording;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.testing.support.TableQueries;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records the events of messages in each phase in which an application can observe them. */
@ApplicationScoped
public class RecordedEvents {

  private final Queue<RecordedEvent<?>> recorded = new ConcurrentLinkedQueue<>();

  @Inject private TableQueries tables;

  /** The phase in which an event was observed. */
  public enum ObserverPhase {
    IN_TRANSACTION,
    AFTER_COMMIT,
    ASYNCHRONOUS
  }

  /**
   * An observed event.
   *
   * @param user sender of the message, or reader
   * @param committed whether another transaction saw the change; false before the asynchronous
   *     phase
   * @param managedThread whether the thread belongs to an executor of the server
   * @param thread name of the thread
   */
  public record RecordedEvent<E>(
      E event,
      String user,
      ObserverPhase phase,
      boolean committed,
      boolean managedThread,
      String thread) {}

  void sentInTransaction(@Observes MessageSent event) {
    add(event, event.sender(), ObserverPhase.IN_TRANSACTION, false);
  }

  void sentAfterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageSent event) {
    add(event, event.sender(), ObserverPhase.AFTER_COMMIT, false);
  }

  void sentAsynchronously(@ObservesAsync MessageSent event) {
    boolean committed = tables.hasMessage(event.messageId());
    add(event, event.sender(), ObserverPhase.ASYNCHRONOUS, committed);
  }

  void rejectedInTransaction(@Observes MessageRejected event) {
    add(event, event.sender(), ObserverPhase.IN_TRANSACTION, false);
  }

  void rejectedAfterCommit(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) MessageRejected event) {
    add(event, event.sender(), ObserverPhase.AFTER_COMMIT, false);
  }

  void rejectedAsynchronously(@ObservesAsync MessageRejected event) {
    boolean committed =
        tables.selectNumber(
                "select count(*) from lb_message where moderation_status = 'REJECTED' and id = ?",
                event.messageId())
            == 1;
    add(event, event.sender(), ObserverPhase.ASYNCHRONOUS, committed);
  }

  void readInTransaction(@Observes MessagesRead event) {
    add(event, event.reader(), ObserverPhase.IN_TRANSACTION, false);
  }

  void readAfterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesRead event) {
    add(event, event.reader(), ObserverPhase.AFTER_COMMIT, false);
  }

  void readAsynchronously(@ObservesAsync MessagesRead event) {
    boolean committed =
        tables.selectNumber(
                "select count(*) from lb_delivery where read_at is not null"
                    + " and message_id = ? and recipient = ?",
                event.messageIds().get(0),
                event.reader())
            == 1;
    add(event, event.reader(), ObserverPhase.ASYNCHRONOUS, committed);
  }

  private <E> void add(E event, String user, ObserverPhase phase, boolean committed) {
    Thread thread = Thread.currentThread();
    recorded.add(
        new RecordedEvent<>(
            event, user, phase, committed, thread instanceof ManageableThread, thread.getName()));
  }

  /** The events of a type with this sender or reader that were observed in a phase. */
  @SuppressWarnings("unchecked") // the type of the event is checked
  public <E> List<RecordedEvent<E>> recorded(Class<E> type, ObserverPhase phase, String user) {
    return recorded.stream()
        .filter(each -> each.phase() == phase && user.equals(each.user()))
        .filter(each -> type.isInstance(each.event()))
        .map(each -> (RecordedEvent<E>) each)
        .toList();
  }

  /** The same without the circumstances of the observation. */
  public <E> List<E> events(Class<E> type, ObserverPhase phase, String user) {
    return recorded(type, phase, user).stream().map(RecordedEvent::event).toList();
  }

  /** The accepted messages of a sender, as observed asynchronously. */
  public List<RecordedEvent<MessageSent>> eventsOf(String sender) {
    return recorded(MessageSent.class, ObserverPhase.ASYNCHRONOUS, sender);
  }
}
