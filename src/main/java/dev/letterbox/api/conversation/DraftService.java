package dev.letterbox.api.conversation;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.spi.ExtensionFailedException;
import jakarta.ejb.Local;

/**
 * Prefills what users are about to write: recipients, subject, quoted text. Follows the initial
 * values of the forms of django-postman.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/DraftService!dev.letterbox.api.conversation.DraftService}.
 *
 * <p>Transactions: it takes part in the caller's transaction, or runs in one of its own when there
 * is none ({@code REQUIRED}), and changes nothing. All instances are safe for use by many threads.
 */
@Local
public interface DraftService {

  /**
   * A message to begin with. Those named who can't be written to are left out and reported: the
   * rest is worth having all the same.
   *
   * @throws MessageNotFoundException when the owner could not reply to the message, see {@link
   *     MessageService#reply}
   * @throws ConflictException when it was withdrawn
   * @throws ConflictException when it is a notice
   * @throws InvalidInputException naming each field that breaks a rule of {@link DraftRequest}
   * @throws ExtensionFailedException when a filter, a formatter or a naming fails
   */
  DraftMessage draft(DraftRequest request);
}
