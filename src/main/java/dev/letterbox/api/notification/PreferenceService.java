package dev.letterbox.api.notification;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;

/**
 * Keeps for each user which notifications to send on which channel.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/PreferenceService!dev.letterbox.api.notification.PreferenceService")
 * private PreferenceService preferences;
 *
 * preferences.change(PreferenceChange.of("alice").disable(NotificationType.BROADCAST, "email"));
 * }</pre>
 *
 * <p>Without a choice of the user the setting {@code letterbox.notifications.off} counts; a choice
 * outlasts changes of that setting. What {@code letterbox.notifications.locked} names follows the
 * settings for all users; choices made before count again when it is unlocked.
 *
 * <p>A choice applies to everything that is not sent yet. Visitors have no preferences.
 *
 * <p>Who may call: any application on the server. The caller names the user and is responsible for
 * checking who that is; a token of an unsubscribe link needs no further check.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); one that only reads begins none ({@code SUPPORTS}). All instances are
 * thread-safe.
 */
@Local
public interface PreferenceService {

  /**
   * The preferences of a user (2 statements).
   *
   * @throws InvalidInputException naming {@code user} if it can't be the name of a user
   */
  NotificationPreferences preferences(String user);

  /**
   * Changes preferences, all or nothing. Choosing the present value of a locked preference is
   * possible and changes nothing.
   *
   * @return the preferences after the change
   * @throws InvalidInputException naming {@code preferences.<type>.<channel>} if there is no such
   *     channel or the preference is locked; {@code user} if it can't be the name of a user
   * @throws NotFoundException if there is no such user
   */
  NotificationPreferences change(PreferenceChange change);

  /**
   * What an unsubscribe link disables. Changes nothing.
   *
   * @param token the token of a link in a notification
   * @throws NotFoundException if the token is not valid, its types are locked, or its channel no
   *     longer exists
   */
  Unsubscription previewUnsubscription(String token);

  /**
   * Disables what an unsubscribe link names. Repeating it has no effect. For a user who no longer
   * exists nothing is stored, not even for a later user of the same name.
   *
   * @param token the token of a link in a notification
   * @return what was disabled
   * @throws NotFoundException as {@link #previewUnsubscription}
   */
  Unsubscription unsubscribe(String token);
}
