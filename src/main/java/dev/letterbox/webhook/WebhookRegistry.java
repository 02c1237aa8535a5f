package dev.letterbox.webhook;

import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * The webhooks in memory, so that writing a message costs no statement for them. {@link
 * #refreshLater} reads them again, for changes on other nodes. A change on this node invalidates
 * them; until the next refresh each call reads them from the database.
 */
@ApplicationScoped
public class WebhookRegistry {

  private static final Logger LOG = Logger.getLogger(WebhookRegistry.class.getName());

  @EJB private Transactions transactions;

  private final WebhookRepository repository;

  private final AtomicLong changes = new AtomicLong();

  /** Null after a change. */
  private volatile List<WebhookEndpoint> cached;

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

  /**
   * All webhooks, by id. Just after a change they are read in the current transaction, without
   * locks: that needs no other connection and no waiting.
   */
  List<WebhookEndpoint> all() {
    List<WebhookEndpoint> current = cached;
    return current == null ? repository.findAllUnlocked() : current;
  }

  /** The webhook of a channel of the outbox; empty when there is no such webhook. */
  Optional<WebhookEndpoint> find(String channel) {
    return all().stream().filter(endpoint -> endpoint.channel().equals(channel)).findFirst();
  }

  /**
   * Reads all webhooks again (1 statement, which may wait for the next one), without a transaction.
   *
   * @return replaces the webhooks by those that were read, unless a change has overtaken them
   */
  Runnable refreshLater() {
    long changesBefore = changes.get();
    Supplier<List<WebhookEndpoint>> read = repository.findAllLater();
    return () -> replace(read.get(), changesBefore);
  }

  private synchronized void replace(List<WebhookEndpoint> read, long changesBefore) {
    if (changes.get() == changesBefore) {
      cached = List.copyOf(read);
    }
  }

  private synchronized void invalidate() {
    changes.incrementAndGet();
    cached = null;
  }

  /** Only invalidates: after the commit no statement is possible on some servers. */
  void onWebhooksChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhooksChanged event) {
    invalidate();
  }

  /** Disables a webhook, until an administrator enables it again. */
  void disable(WebhookEndpoint endpoint, String reason) {
    if (transactions.inNewTransaction(() -> repository.disable(endpoint.webhook()))) {
      LOG.warning(() -> "Webhook " + endpoint.id() + " is disabled: " + reason);
      invalidate();
      refreshLater().run();
    }
  }
}
