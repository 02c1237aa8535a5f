package dev.letterbox.api.notification;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;

/**
 * Shows what channels have not told yet, for those who look after an installation, and lets them
 * have it tried again or dropped. Nobody needs it for what works: that is told by itself, after the
 * commit, at least once.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/OutboxService!dev.letterbox.api.notification.OutboxService}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}). All instances are safe for use by many threads.
 */
@Local
public interface OutboxService {

  /**
   * Some entries, in the order of their ids (1 statement).
   *
   * @throws InvalidInputException naming {@code channel}, {@code after} or {@code limit}
   */
  OutboxPage page(OutboxRequest request);

  /**
   * Has an entry tried again at once, as often and as long as a new one. One that a channel is busy
   * with stays as it is.
   *
   * @throws NotFoundException when there is none
   */
  void replay(long id);

  /**
   * Has all dead entries of a channel tried again (1 statement).
   *
   * @param channel null for all channels
   * @return how many there were
   */
  long replayDead(String channel);

  /**
   * Takes an entry away, so that nobody is told of it. What is on its way in this moment arrives.
   *
   * @throws NotFoundException when there is none
   */
  void drop(long id);
}
