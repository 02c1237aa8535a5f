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
 * The webhooks as they were a moment ago, in memory, so that nobody who writes a message has to
 * read them. They are read again each time that {@link #refresh} is called, for changes on other
 * nodes; after a change on this node whoever needs them before that reads them for himself.
 */
@ApplicationScoped
public class WebhookRegistry {

  private static final Logger LOG = Logger.getLogger(WebhookRegistry.class.getName());

  /** With this begin the names under which the outbox knows webhooks. */
  public static final String CHANNEL_PREFIX = "webhook-";

  @EJB private Transactions transactions;
  @Inject private WebhookRepository repository;

  private final InvalidatableCache<List<WebhookEndpoint>> cache = new InvalidatableCache<>();

  /** Something about them has changed; fired in its transaction. */
  record WebhooksChanged() {}

  /** The name under which the outbox knows a webhook. */
  public static String channelName(long id) {
    return CHANNEL_PREFIX + id;
  }

  /**
   * All of them, by id. Who needs them just after a change reads them in the transaction under way:
   * it takes no other connection, and he waits for nobody.
   */
  public List<WebhookEndpoint> all() {
    return cache.get().orElseGet(repository::findAllUnlocked);
  }

  /** One of them; empty when there is none any more. */
  public Optional<WebhookEndpoint> find(long id) {
    return all().stream().filter(endpoint -> endpoint.id() == id).findFirst();
  }

  /** Reads them again (1 statement, in a transaction of its own). */
  public void refresh() {
    cache.load(() -> transactions.inNewTransaction(repository::findAll));
  }

  /** Here nothing can be read yet. */
  void onWebhooksChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhooksChanged event) {
    cache.invalidate();
  }

  /** Nobody posts there any more, until an administrator switches it on again. */
  void disable(WebhookEndpoint endpoint, String reason) {
    if (transactions.inNewTransaction(() -> repository.disable(endpoint.webhook()))) {
      LOG.warning(() -> "Webhook " + endpoint.id() + " is switched off: " + reason);
      cache.invalidate();
      refresh();
    }
  }
}
