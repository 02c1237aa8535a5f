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

  /** All of them, by id. */
  public List<Receiver> all() {
    List<Receiver> all = known;
    return all == null ? refresh() : all;
  }

  /** One of them; empty when there is none any more. */
  public Optional<Receiver> find(long id) {
    return all().stream().filter(receiver -> receiver.id() == id).findFirst();
  }

  /** Reads them again (1 statement, in a transaction of its own). */
  public synchronized List<Receiver> refresh() {
    List<Receiver> all = transactions.begin(rows::all);
    known = all;
    return all;
  }

  /** Here nothing can be read yet: whoever needs them next does it. */
  synchronized void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed event) {
    known = null;
  }

  /** Nobody posts there any more, until an administrator switches it on again. */
  void switchOff(long id, String why) {
    if (transactions.begin(() -> rows.switchOff(id))) {
      LOG.warning(() -> "Webhook " + id + " is switched off: " + why);
      refresh();
    }
  }
}
