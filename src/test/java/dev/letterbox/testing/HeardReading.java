package dev.letterbox.testing;

import dev.letterbox.api.event.MessageRead;
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
public class HeardReading {

  private final Queue<MessageRead> inside = new ConcurrentLinkedQueue<>();
  private final Queue<MessageRead> afterwards = new ConcurrentLinkedQueue<>();
  private final Queue<Later> later = new ConcurrentLinkedQueue<>();

  @Inject private Rows rows;

  /**
   * An event that came asynchronously, and what was true then.
   *
   * @param committed whether another transaction sees that the first of them is read
   * @param managed whether it arrived on a thread of the server's executors
   */
  public record Later(MessageRead event, boolean committed, boolean managed) {}

  void inside(@Observes MessageRead event) {
    inside.add(event);
  }

  void afterwards(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageRead event) {
    afterwards.add(event);
  }

  void later(@ObservesAsync MessageRead event) {
    boolean committed =
        rows.number(
                "select count(*) from lb_delivery where read_at is not null"
                    + " and message_id = ? and recipient = ?",
                event.messageIds().get(0),
                event.reader())
            == 1;
    later.add(new Later(event, committed, Thread.currentThread() instanceof ManageableThread));
  }

  /** What was told of a reader inside the transactions that made it so. */
  public List<MessageRead> inside(String reader) {
    return inside.stream().filter(by(reader)).toList();
  }

  /** What was told of a reader by those who committed it. */
  public List<MessageRead> afterwards(String reader) {
    return afterwards.stream().filter(by(reader)).toList();
  }

  /** What was told of a reader after the commit, on other threads. */
  public List<Later> later(String reader) {
    return later.stream().filter(heard -> by(reader).test(heard.event())).toList();
  }

  private static Predicate<MessageRead> by(String reader) {
    return event -> event.reader().equals(reader);
  }
}
