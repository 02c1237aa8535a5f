package dev.letterbox.live;

import dev.letterbox.api.notification.MailboxState;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.shared.BackgroundExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Adds subscriptions. The first one starts the exchange with other nodes, and the periodic refresh
 * of all subscriptions.
 */
@Singleton(name = "MailboxSubscriptionService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class MailboxSubscriptionServiceBean implements MailboxSubscriptionService {

  /** Publishes changes whose message from another node was lost. */
  private static final Duration FULL_REFRESH_INTERVAL = Duration.ofSeconds(30);

  @Inject private MailboxChangePublisher publisher;
  @Inject private MailboxSubscriptions subscriptions;
  @Inject private ClusterNotifier clusterNotifier;
  @Inject private BackgroundExecutor background;

  private final AtomicBoolean started = new AtomicBoolean();

  @Override
  public Subscription subscribe(
      String owner, OptionalLong knownVersion, Consumer<MailboxState> listener) {
    if (!started.getAndSet(true)) {
      clusterNotifier.listen(publisher::onRemoteChange);
      scheduleFullRefresh();
    }
    Subscription subscription = subscriptions.add(owner, knownVersion, listener);
    publisher.onRemoteChange(MailboxesChanged.of(Set.of(owner)));
    return subscription;
  }

  private void scheduleFullRefresh() {
    background.schedule(
        FULL_REFRESH_INTERVAL,
        () -> {
          scheduleFullRefresh();
          publisher.onRemoteChange(MailboxesChanged.ANY_OWNER);
        });
  }

  @PreDestroy
  void stop() {
    clusterNotifier.close();
  }
}
