package dev.letterbox.api.notification;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;

/**
 * Keeps for each user what to be told of on which channel. Who has not chosen is told what the
 * setting {@code letterbox.notifications.off} leaves on, and follows when that changes; a choice
 * stays. What {@code letterbox.notifications.locked} names is as the settings say, for everybody,
 * and what was chosen before counts again when it is free again.
 *
 * <p>A choice counts for what has not been sent yet, whenever it was written. Visitors have no
 * preferences.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/PreferenceService!dev.letterbox.api.notification.PreferenceService}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}). All instances are safe for use by many threads.
 */
@Local
public interface PreferenceService {

  /**
   * How a user is notified, in two statements.
   *
   * @throws InvalidInputException naming {@code user} when nobody can have this name
   */
  NotificationPreferences preferences(String user);

  /**
   * Changes some of it, all or nothing. To choose what is locked, as it is, changes nothing.
   *
   * @return what holds from now on
   * @throws InvalidInputException naming {@code preferences.<label>.<channel>} where there is no
   *     such channel, or the operator has decided otherwise; and {@code user} when nobody can have
   *     this name
   * @throws NotFoundException when there is no such user, or not any more
   */
  NotificationPreferences change(PreferenceChange change);

  /**
   * What a link takes away, which changes nothing.
   *
   * @param token the secret part of a link in a notification
   * @throws NotFoundException when it is not one of Letterbox's, or for what is locked, or on a
   *     channel that there is no more
   */
  Unsubscription previewUnsubscription(String token);

  /**
   * Takes it away; a second time changes nothing. Whoever has the link may do so, without a log-in.
   * For a user who has left nothing is kept, nor for one who has that name now: a link is for whom
   * it was made for.
   *
   * @param token the secret part of a link in a notification
   * @return what was taken away
   * @throws NotFoundException when it is not one of Letterbox's, or for what is locked, or on a
   *     channel that there is no more
   */
  Unsubscription unsubscribe(String token);
}
