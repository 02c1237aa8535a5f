package dev.letterbox.api.notification;

import jakarta.ejb.Local;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reports changes of mailboxes at once, for pages that are open. A subscription occupies no thread,
 * no connection and no transaction.
 *
 * <pre>{@code
 * @EJB(
 *     lookup =
 *         "java:global/letterbox/MailboxSubscriptionService!dev.letterbox.api.notification.MailboxSubscriptionService")
 * private MailboxSubscriptionService mailboxes;
 *
 * var subscription = mailboxes.subscribe("bob", OptionalLong.empty(), state -> queue.add(state));
 * …
 * subscription.close();
 * }</pre>
 *
 * <p>Who may call: any application on the server, for any owner. The caller is responsible for
 * checking that the user may see the mailbox.
 *
 * <p>Transactions: a subscription is not part of any. All instances are thread-safe.
 */
@Local
public interface MailboxSubscriptionService {

  /** A subscription, active until it is closed or the server stops. */
  interface Subscription extends AutoCloseable {

    /** Ends it. A state that is being delivered may still arrive. Closing again has no effect. */
    @Override
    void close();
  }

  /**
   * Subscribes to a mailbox. The listener gets the state after each commit that changes the
   * version. Changes in quick succession may be combined into one. Changes on other nodes of the
   * same PostgreSQL database are reported, too.
   *
   * @param knownVersion the version that the caller has seen; empty to get the present state at
   *     once
   * @param listener called with one state after another, on a shared thread of the server: it must
   *     not block. An exception is logged, and the subscription continues
   */
  Subscription subscribe(String owner, OptionalLong knownVersion, Consumer<MailboxState> listener);
}
