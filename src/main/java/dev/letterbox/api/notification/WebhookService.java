package dev.letterbox.api.notification;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Manages webhooks: URLs that receive events in signed requests, following <a
 * href="https://www.standardwebhooks.com">Standard Webhooks</a>. An application on the same server
 * observes the events of {@code dev.letterbox.api.event} instead.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/WebhookService!dev.letterbox.api.notification.WebhookService")
 * private WebhookService webhooks;
 *
 * CreatedWebhook created =
 *     webhooks.create(
 *         NewWebhook.to("https://example.org/hook").events(MessageEventType.MESSAGE_SENT));
 * keep(created.secret()); // it can't be read again
 * }</pre>
 *
 * <p>Events are written to the outbox in the transaction of the message and delivered after the
 * commit, at least once, in no particular order.
 *
 * <p>Who may call: any application on the server. Permissions are checked where requests come in.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); one that only reads begins none ({@code SUPPORTS}). A change takes
 * effect with the commit on this node, and within two seconds on others. All instances are
 * thread-safe.
 */
@Local
public interface WebhookService {

  /** Maximum number of webhooks. */
  int MAX_WEBHOOKS = 20;

  /** All webhooks, ordered by id. */
  List<Webhook> all();

  /**
   * The webhook with this id.
   *
   * @throws NotFoundException if there is none
   */
  Webhook get(long id);

  /**
   * Creates a webhook, which receives events from then on.
   *
   * @return the webhook with its secret, which can't be read again
   * @throws InvalidInputException naming each property of {@link NewWebhook} that breaks a rule
   * @throws ConflictException if there are {@value #MAX_WEBHOOKS} already
   */
  CreatedWebhook create(NewWebhook webhook);

  /**
   * Changes a webhook.
   *
   * @return the webhook after the change
   * @throws InvalidInputException naming each property of {@link NewWebhook} that breaks a rule
   * @throws NotFoundException if there is none
   */
  Webhook change(WebhookChange change);

  /**
   * Deletes a webhook and its entries in the outbox. A request that is under way is not
   * interrupted.
   *
   * @throws NotFoundException if there is none
   */
  void delete(long id);
}
