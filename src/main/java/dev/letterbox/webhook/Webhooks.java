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
 * read them. They are read again after a change on this node, by whoever is the first to need them,
 * and each time that {@link #refresh} is called, for changes on other nodes.
 */
@ApplicationScoped
public class Webhooks {

  private static final Logger LOG = Logger.getLogger(Webhooks.class.getName());

  /** With this begin the names under which the outbox knows webhooks. */
  public static final String CHANNEL = "webhook-";

  @EJB private Transactions transactions;
  @Inject private WebhookRows rows;

  private volatile List<Receiver> known;

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
    List<Receiver> all = known;
    return all == null ? rows.allUnlocked() : all;
  }

  /** One of them; empty when there is none any more. */
  public Optional<Receiver> find(long id) {
    return all().stream().filter(receiver -> receiver.id() == id).findFirst();
  }

  /** Reads them again (1 statement, in a transaction of its own). */
  public void refresh() {
    known = transactions.begin(rows::all);
  }

  /** Here nothing can be read yet: whoever needs them next does it. */
  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed event) {
    known = null;
  }

  /** Nobody posts there any more, until an administrator switches it on again. */
  void switchOff(Receiver receiver, String why) {
    if (transactions.begin(() -> rows.switchOff(receiver.webhook()))) {
      LOG.warning(() -> "Webhook " + receiver.id() + " is switched off: " + why);
      refresh();
    }
  }
}
