package dev.letterbox.api.notification;

import jakarta.ejb.Local;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Tells at once when something in a mailbox has changed, for pages that are open. Nothing is read
 * and nothing is held for somebody who watches: no thread, no connection, no transaction.
 *
 * <p>It may be called by any application, for any owner: who may see what is for the caller to
 * decide.
 */
@Local
public interface MailboxSubscriptionService {

  /** A watch that is kept until it is closed, or the server stops. */
  interface Subscription extends AutoCloseable {

    /** Ends it. A hint that is on its way may still arrive. Does nothing the second time. */
    @Override
    void close();
  }

  /**
   * Watches a mailbox. There is a hint whenever its version is not the one that was told last,
   * after the commit that changed it: what comes in short sequence is told as one, and nothing is
   * told of what was rolled back. Where several nodes share a PostgreSQL database it does not
   * matter on which of them the change is made.
   *
   * @param knownVersion the version that the caller has seen; without one there is a first hint at
   *     once
   * @param listener is given the hints one after another, on a thread of the server that serves
   *     everybody: it must not wait for anything. What it throws is logged, and its watch goes on
   */
  Subscription subscribe(String owner, OptionalLong knownVersion, Consumer<MailboxState> listener);
}
