package dev.letterbox.api.conversation;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageNotFoundException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Helps users to write: prefills recipients, subject and quoted text, and completes names of
 * recipients. Follows the initial values of the forms of django-postman.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/DraftService!dev.letterbox.api.conversation.DraftService")
 * private DraftService drafts;
 *
 * DraftMessage reply = drafts.draft(DraftRequest.by("bob").replyingTo(17));
 * List<Recipient> suggestions = drafts.findRecipients("bob", "al", 10);
 * }</pre>
 *
 * <p>Who may call: any application on the server. The caller names the writing user and is
 * responsible for checking who that is.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); {@link #findRecipients} begins none ({@code SUPPORTS}). Nothing is
 * stored. All instances are thread-safe.
 */
@Local
public interface DraftService {

  /** Maximum number of recipients that a search returns. */
  int MAX_SEARCH_RESULTS = 50;

  /**
   * Prefills a message. Recipients who can't be written to are left out and reported.
   *
   * @throws MessageNotFoundException if the owner could not reply to the message, see {@link
   *     dev.letterbox.api.MessageService#reply}
   * @throws ConflictException if the message is a notice or was withdrawn
   * @throws InvalidInputException naming each property of {@link DraftRequest} that breaks a rule
   * @throws dev.letterbox.api.spi.ExtensionFailedException if a filter, a formatter or a name
   *     resolver fails
   */
  DraftMessage draft(DraftRequest request);

  /**
   * Users whose name or display name starts with a text, ignoring case, and whom this user may
   * write to; for completion while typing. If filters refuse many, fewer than {@code limit} may be
   * returned although there are more.
   *
   * @param sender name of the user who is about to write
   * @param beginning 1 to 255 characters
   * @param limit maximum number of results, 1 to {@value #MAX_SEARCH_RESULTS}
   * @throws InvalidInputException naming {@code beginning} or {@code limit}
   * @throws dev.letterbox.api.spi.ExtensionFailedException if a filter or a name resolver fails
   */
  List<Recipient> findRecipients(String sender, String beginning, int limit);
}
