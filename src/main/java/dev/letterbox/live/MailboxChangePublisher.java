package dev.letterbox.live;

import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.shared.BackgroundExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Publishes changed mailboxes to their subscribers, on a managed thread: the first change after a
 * pause immediately, all further ones together after {@link #MIN_PUBLISH_INTERVAL}. The committing
 * thread only adds the owners to a set in memory: no statement, no waiting.
 */
@ApplicationScoped
public class MailboxChangePublisher {

  private static final Logger LOG = Logger.getLogger(MailboxChangePublisher.class.getName());

  static final Duration MIN_PUBLISH_INTERVAL = Duration.ofMillis(100);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

  @Inject private BackgroundExecutor background;
  @Inject private MailboxSubscriptions subscriptions;
  @Inject private ClusterNotifier clusterNotifier;

  private final PendingChanges localChanges = new PendingChanges();
  private final PendingChanges remoteChanges = new PendingChanges();
  private final AtomicBoolean publishScheduled = new AtomicBoolean();

  private volatile long nextPublishAt = System.nanoTime();

  void onLocalChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailboxesChanged changed) {
    localChanges.add(changed);
    schedulePublish();
  }

  /** Publishes to the subscribers of this node only. */
  void onRemoteChange(MailboxesChanged changed) {
    remoteChanges.add(changed);
    schedulePublish();
  }

  private void schedulePublish() {
    if (!publishScheduled.getAndSet(true)) {
      background.schedule(
          Duration.ofNanos(Math.max(0, nextPublishAt - System.nanoTime())), this::publishPending);
    }
  }

  private void publishPending() {
    nextPublishAt = System.nanoTime() + MIN_PUBLISH_INTERVAL.toNanos();
    MailboxesChanged local = localChanges.takeAll();
    MailboxesChanged remote = remoteChanges.takeAll();
    try {
      subscriptions.publish(local.and(remote));
      clusterNotifier.publish(local);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Could not publish changed mailboxes; retrying");
      nextPublishAt = System.nanoTime() + RETRY_DELAY.toNanos();
      localChanges.add(local);
      remoteChanges.add(remote);
    } finally {
      publishScheduled.set(false);
    }
    if (!localChanges.isEmpty() || !remoteChanges.isEmpty()) {
      schedulePublish();
    }
  }
}
