package dev.letterbox.api.request;

import dev.letterbox.api.InvalidInputException;
import jakarta.ejb.Local;
import java.util.function.Supplier;

/**
 * Does something once, however often it is asked for, and gives everybody who asks the same answer.
 * So whoever got no answer may safely ask again, with the same key:
 *
 * <pre>{@code
 * String answer = idempotency.once(
 *     new IdempotentRequest("shop", "reminder-" + reminder.uuid(), reminder.text()),
 *     () -> {
 *       DeliveryReport report = messages.notify(Notice.info(reminder.text()).to(reminder.customer()));
 *       return "told " + report.delivered();
 *     });
 * }</pre>
 *
 * <p>Look it up as {@code
 * java:global/letterbox/IdempotencyService!dev.letterbox.api.request.IdempotencyService}.
 *
 * <p>Transactions: the work and the memory of it commit or vanish together, in the caller's
 * transaction, or in one of its own when there is none ({@code REQUIRED}). So a crash leaves both
 * or neither. It costs two statements beside the work, and two in place of the work when that was
 * done before. What is kept is encrypted with the key, which itself is kept as a digest only.
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface IdempotencyService {

  /**
   * Does the work, unless the owner had it done under this key within the last {@code
   * letterbox.rest.idempotency-hours}; then that answer is given again. While another transaction
   * is at it, this waits for its end: then it has the answer, or the work is done here because it
   * failed there. (Derby waits for a minute at most, and then the operation fails.)
   *
   * <p>Work that fails, with an exception of any kind, marks the transaction for rollback and
   * leaves nothing, so that the key can be used again.
   *
   * @param work gives the answer, not null, of any length; called in the transaction, on this
   *     thread, once or not at all; it must not ask for the same key itself
   * @return what the work gave, now or when it was done
   * @throws InvalidInputException naming {@code owner} and {@code key} when they break a rule of
   *     {@link IdempotentRequest}
   * @throws IdempotencyKeyReusedException when the key was used with another content
   */
  String runOnce(IdempotentRequest request, Supplier<String> work);
}
