package dev.letterbox.webhook;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * The webhooks in memory, so that writing a message costs no statement for them. {@link #refresh}
 * reads them again, for changes on other nodes. A change on this node invalidates them; until the
 * next refresh each call reads them from the database.
 */
@ApplicationScoped
public class WebhookRegistry {

  private static final Logger LOG = Logger.getLogger(WebhookRegistry.class.getName());

  /** The only key of the cache. */
  private static final String ALL = "all";

  @EJB Transactions transactions;

  private final WebhookRepository repository;

  /** A refresh that an invalidation overtakes is discarded by the cache. */
  private final LoadingCache<String, List<WebhookEndpoint>> cache =
      Caffeine.newBuilder().executor(Runnable::run).build(key -> load());

  /** Fired in the transaction that changes a webhook. */
  record WebhooksChanged() {}

  @Inject
  WebhookRegistry(WebhookRepository repository) {
    this.repository = repository;
  }

  /** For proxies. */
  WebhookRegistry() {
    this(null);
  }

  private List<WebhookEndpoint> load() {
    return transactions.withoutTransaction(repository::findAll);
  }

  /**
   * All webhooks, by id. Just after a change they are read in the current transaction, without
   * locks: that needs no other connection and no waiting.
   */
  List<WebhookEndpoint> all() {
    List<WebhookEndpoint> cached = cache.getIfPresent(ALL);
    return cached == null ? repository.findAllUnlocked() : cached;
  }

  /** The webhook of a channel of the outbox; empty when there is no such webhook. */
  Optional<WebhookEndpoint> find(String channel) {
    return all().stream().filter(endpoint -> endpoint.channel().equals(channel)).findFirst();
  }

  /** Reads all webhooks again (1 statement, without a transaction). */
  void refresh() {
    cache.refresh(ALL).join();
  }

  /** Only invalidates: after the commit no statement is possible on some servers. */
  void onWebhooksChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhooksChanged event) {
    cache.invalidate(ALL);
  }

  /** Disables a webhook, until an administrator enables it again. */
  void disable(WebhookEndpoint endpoint, String reason) {
    if (transactions.inNewTransaction(() -> repository.disable(endpoint.webhook()))) {
      LOG.warning(() -> "Webhook " + endpoint.id() + " is disabled: " + reason);
      cache.invalidate(ALL);
      refresh();
    }
  }
}
