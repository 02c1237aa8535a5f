package dev.letterbox.webhook;

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

  /** Prefix of the channel names of webhooks in the outbox. */
  public static final String CHANNEL_PREFIX = "webhook-";

  @EJB private Transactions transactions;
  @Inject private WebhookRepository repository;

  private final InvalidatableCache<List<WebhookEndpoint>> cache = new InvalidatableCache<>();

  /** Fired in the transaction that changes a webhook. */
  record WebhooksChanged() {}

  /** The channel name of a webhook in the outbox. */
  public static String channelName(long id) {
    return CHANNEL_PREFIX + id;
  }

  /**
   * All webhooks, by id. Just after a change they are read in the current transaction, without
   * locks: that needs no other connection and no waiting.
   */
  public List<WebhookEndpoint> all() {
    return cache.get().orElseGet(repository::findAllUnlocked);
  }

  /** Empty when there is no such webhook. */
  public Optional<WebhookEndpoint> find(long id) {
    return all().stream().filter(endpoint -> endpoint.id() == id).findFirst();
  }

  /** Reads all webhooks again (1 statement, in a transaction of its own). */
  public void refresh() {
    cache.load(() -> transactions.inNewTransaction(repository::findAll));
  }

  /** Only invalidates: after the commit no statement is possible on some servers. */
  void onWebhooksChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhooksChanged event) {
    cache.invalidate();
  }

  /** Switches a webhook off, until an administrator switches it on again. */
  void disable(WebhookEndpoint endpoint, String reason) {
    if (transactions.inNewTransaction(() -> repository.disable(endpoint.webhook()))) {
      LOG.warning(() -> "Webhook " + endpoint.id() + " is switched off: " + reason);
      cache.invalidate();
      refresh();
    }
  }
}
