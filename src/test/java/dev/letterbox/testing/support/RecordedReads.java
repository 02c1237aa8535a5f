package dev.letterbox.testing.support;

import dev.letterbox.api.event.MessagesRead;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Hears of what is read in the ways in which an application can. */
@ApplicationScoped
public class RecordedReads {

  private final Queue<MessagesRead> readInTransaction = new ConcurrentLinkedQueue<>();
  private final Queue<MessagesRead> readAfterCommit = new ConcurrentLinkedQueue<>();
  private final Queue<RecordedRead> readAsynchronously = new ConcurrentLinkedQueue<>();

  @Inject private TableQueries tables;

  /**
   * An event that came asynchronously, and what was true then.
   *
   * @param committed whether another transaction sees that the first of them is read
   * @param managedThread whether it arrived on a thread of the server's executors
   */
  public record RecordedRead(MessagesRead event, boolean committed, boolean managedThread) {}

  void readInTransaction(@Observes MessagesRead event) {
    readInTransaction.add(event);
  }

  void readAfterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesRead event) {
    readAfterCommit.add(event);
  }

  void readAsynchronously(@ObservesAsync MessagesRead event) {
    boolean committed =
        tables.selectNumber(
                "select count(*) from lb_delivery where read_at is not null"
                    + " and message_id = ? and recipient = ?",
                event.messageIds().get(0),
                event.reader())
            == 1;
    readAsynchronously.add(
        new RecordedRead(event, committed, Thread.currentThread() instanceof ManageableThread));
  }

  /** What was told of a reader inside the transactions that made it so. */
  public List<MessagesRead> readInTransaction(String reader) {
    return readInTransaction.stream().filter(byReader(reader)).toList();
  }

  /** What was told of a reader by those who committed it. */
  public List<MessagesRead> readAfterCommit(String reader) {
    return readAfterCommit.stream().filter(byReader(reader)).toList();
  }

  /** What was told of a reader after the commit, on other threads. */
  public List<RecordedRead> readAsynchronously(String reader) {
    return readAsynchronously.stream()
        .filter(recorded -> byReader(reader).test(recorded.event()))
        .toList();
  }

  private static Predicate<MessagesRead> byReader(String reader) {
    return event -> event.reader().equals(reader);
  }
}
