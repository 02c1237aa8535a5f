package dev.letterbox.api.notification;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Looks after webhooks: URLs of applications elsewhere that are told of events, by signed requests
 * after the specification <a href="https://www.standardwebhooks.com">Standard Webhooks</a>. An
 * application on the same server observes the events of {@code dev.letterbox.api.event} instead.
 *
 * <p>What there is to tell is in the outbox like everything else: it is written in the transaction
 * of the message, told after the commit, at least once, and in no certain order.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/WebhookService!dev.letterbox.api.notification.WebhookService}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}). After the commit it counts at once on this node, and
 * within a second or two on others. All instances are safe for use by many threads.
 */
@Local
public interface WebhookService {

  /** So many webhooks there can be. */
  int MAX_WEBHOOKS = 20;

  /** All webhooks, by id. */
  List<Webhook> all();

  /**
   * One of them.
   *
   * @throws NotFoundException when there is none
   */
  Webhook get(long id);

  /**
   * Makes a webhook, which is told of what happens from then on.
   *
   * @return the webhook with its secret, which nobody can see again
   * @throws InvalidInputException naming each field that breaks a rule of {@link NewWebhook}
   * @throws ConflictException when there are {@value #MAX_WEBHOOKS} already
   */
  CreatedWebhook create(NewWebhook webhook);

  /**
   * Changes a webhook.
   *
   * @return the webhook as it is afterwards
   * @throws InvalidInputException naming each field that breaks a rule of {@link NewWebhook}
   * @throws NotFoundException when there is none
   */
  Webhook change(WebhookChange change);

  /**
   * Takes a webhook away, with what waits for it. What is on its way in this moment arrives.
   *
   * @throws NotFoundException when there is none
   */
  void delete(long id);
}
