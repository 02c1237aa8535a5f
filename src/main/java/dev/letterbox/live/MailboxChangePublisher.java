package dev.letterbox.live;

import dev.letterbox.api.notification.MailboxState;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.shared.BackgroundExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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

  static final Duration MIN_PUBLISH_INTERVAL = Duration.ofMillis(250);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

  /** Publishes changes whose message from another node was lost. */
  private static final Duration FULL_REFRESH_INTERVAL = Duration.ofSeconds(30);

  @Inject private BackgroundExecutor background;
  @Inject private MailboxSubscriptions subscriptions;
  @Inject private ClusterNotifier clusterNotifier;

  private final PendingChanges localChanges = new PendingChanges();
  private final PendingChanges remoteChanges = new PendingChanges();
  private final AtomicBoolean publishScheduled = new AtomicBoolean();
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile long nextPublishAt = System.nanoTime();

  MailboxSubscriptionService.Subscription subscribe(
      String owner, OptionalLong knownVersion, Consumer<MailboxState> listener) {
    if (!started.getAndSet(true)) {
      clusterNotifier.listen(this::onRemoteChange);
      scheduleFullRefresh();
    }
    MailboxSubscriptionService.Subscription subscription =
        subscriptions.add(owner, knownVersion, listener);
    onRemoteChange(MailboxesChanged.of(Set.of(owner)));
    return subscription;
  }

  private void scheduleFullRefresh() {
    background.schedule(
        FULL_REFRESH_INTERVAL,
        () -> {
          scheduleFullRefresh();
          onRemoteChange(MailboxesChanged.ANY_OWNER);
        });
  }

  void onLocalChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailboxesChanged changed) {
    localChanges.add(changed);
    schedulePublish();
  }

  private void onRemoteChange(MailboxesChanged changed) {
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
      LOG.log(Level.WARNING, e, () -> "Could not publish changed mailboxes; they are tried again");
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

  @PreDestroy
  void stop() {
    clusterNotifier.close();
  }
}
