package dev.letterbox.api.request;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import jakarta.ejb.Local;
import java.util.function.Supplier;

/**
 * Executes an operation once, however often it is requested, and returns the same result each time.
 * A caller that got no result can safely repeat the call with the same key:
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/IdempotencyService!dev.letterbox.api.request.IdempotencyService")
 * private IdempotencyService idempotency;
 *
 * String result =
 *     idempotency.runOnce(
 *         IdempotentRequest.of("shop", "reminder-" + reminder.uuid(), reminder.text()),
 *         () -> {
 *           Notice notice = Notice.info(reminder.text()).to(reminder.customer());
 *           return "delivered to " + messages.sendNotice(notice).delivered();
 *         });
 * }</pre>
 *
 * <p>Who may call: any application on the server, for any owner.
 *
 * <p>Transactions: the operation and the record of its result commit or roll back together, in the
 * caller's transaction, or in its own when there is none ({@code REQUIRED}). It costs two
 * statements in addition to the operation, or two statements instead of it when its result is
 * stored. Key and content are stored as digests; the result is stored as it is, unless the request
 * says that it contains a secret.
 *
 * <p>All instances are thread-safe.
 */
@Local
public interface IdempotencyService {

  /**
   * Executes the operation, unless its result for this owner and key was stored within the last
   * {@code letterbox.rest.idempotency-hours}; then it returns that result. While another
   * transaction executes it, this call waits: it returns the result, or executes the operation if
   * it failed there. (On Derby it waits for at most a minute, then fails.)
   *
   * <p>An exception of the operation marks the transaction for rollback and stores nothing, so that
   * the key can be used again.
   *
   * @param work the operation; returns the result, not null, of any length. Called at most once, in
   *     the transaction, on this thread; must not use the same key
   * @return the result of this or of the former execution
   * @throws InvalidInputException naming {@code owner} and {@code key} if they break a rule of
   *     {@link IdempotentRequest}
   * @throws IdempotencyKeyReusedException if the key was used with other content
   * @throws ConflictException if the operation was executed before and its result, which contains a
   *     secret, was not stored
   */
  String runOnce(IdempotentRequest request, Supplier<String> work);
}
