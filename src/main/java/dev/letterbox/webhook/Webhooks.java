package dev.letterbox.webhook;

import dev.letterbox.shared.Transactions;
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
public class Webhooks {

  private static final Logger LOG = Logger.getLogger(Webhooks.class.getName());

  /** With this begin the names under which the outbox knows webhooks. */
  public static final String CHANNEL = "webhook-";

  @EJB private Transactions transactions;
  @Inject private WebhookRows rows;

  private final LastRead<List<Receiver>> lastRead = new LastRead<>();

  /** Something about them has changed; fired in its transaction. */
  record Changed() {}

  /** The name under which the outbox knows a webhook. */
  public static String channel(long id) {
    return CHANNEL + id;
  }

  /**
   * All of them, by id. Who needs them just after a change reads them in the transaction under way:
   * it takes no other connection, and he waits for nobody.
   */
  public List<Receiver> all() {
    return lastRead.get().orElseGet(rows::allUnlocked);
  }

  /** One of them; empty when there is none any more. */
  public Optional<Receiver> find(long id) {
    return all().stream().filter(receiver -> receiver.id() == id).findFirst();
  }

  /** Reads them again (1 statement, in a transaction of its own). */
  public void refresh() {
    lastRead.read(() -> transactions.begin(rows::all));
  }

  /** Here nothing can be read yet. */
  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed event) {
    lastRead.forget();
  }

  /** Nobody posts there any more, until an administrator switches it on again. */
  void switchOff(Receiver receiver, String why) {
    if (transactions.begin(() -> rows.switchOff(receiver.webhook()))) {
      LOG.warning(() -> "Webhook " + receiver.id() + " is switched off: " + why);
      lastRead.forget();
      refresh();
    }
  }
}
