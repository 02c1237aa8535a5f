package dev.letterbox.api;

import java.util.Optional;

/**
 * Accepts or rejects messages automatically; follows the auto-moderators of django-postman.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class SpamCheck implements AutoModerator {
 *   @Override
 *   public Optional<Rating> rate(Message message) {
 *     return message.body().contains("casino")
 *         ? Optional.of(Rating.reject("looks like spam"))
 *         : Optional.empty();
 *   }
 * }
 * }</pre>
 *
 * <p>The auto-moderators of a message ({@link NewMessage#moderatedBy}) rate it first, in the given
 * order. Messages of users and visitors are then rated by all CDI beans of this type, the lowest
 * {@code @Priority} first. The ratings are combined as follows:
 *
 * <ul>
 *   <li>No rating, or one outside 0 to 100, is no opinion.
 *   <li>0 rejects the message at once and 100 accepts it at once; the others are not called.
 *   <li>Otherwise the average decides: 50 and above accepts; below 50 rejects, with the reasons of
 *       the ratings below 50.
 *   <li>Without any opinion the setting {@code letterbox.moderation.default} decides.
 * </ul>
 *
 * <p>A reason becomes one line. The sender sees at most 120 characters; a longer reason is cut off
 * and ends with an ellipsis.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes
 * the message. Return fast and write nothing. An exception fails the operation with a {@link
 * dev.letterbox.api.spi.ExtensionFailedException} that names the auto-moderator; nothing is stored.
 */
@FunctionalInterface
public interface AutoModerator {

  /**
   * Rates a message that is about to be stored.
   *
   * @return empty for no opinion
   */
  Optional<Rating> rate(Message message);

  /** The reason of ratings that have none; blank for no reason. */
  default String defaultReason() {
    return "";
  }

  /**
   * The name that moderators and error texts show, at most 255 characters; by default the simple
   * name of the class.
   */
  default String name() {
    String name = getClass().getName();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return simple.replaceFirst("\\$(Proxy)?\\$.*", ""); // suffixes of lambdas and CDI proxies
  }

  /**
   * The opinion of an auto-moderator about a message.
   *
   * @param value from 0 (rejects at once) to 100 (accepts at once); anything else is no opinion
   * @param reason why the message should be rejected, as its sender reads it; null for the default
   *     reason of the auto-moderator, blank for none
   */
  record Rating(double value, String reason) {

    /** Accepts at once; no other auto-moderator is called. */
    public static final Rating ACCEPT = of(100);

    /** Rejects at once, with the default reason; no other auto-moderator is called. */
    public static final Rating REJECT = of(0);

    /** A rating with the default reason. */
    public static Rating of(double value) {
      return new Rating(value, null);
    }

    /** Rejects at once; no other auto-moderator is called. */
    public static Rating reject(String reason) {
      return new Rating(0, reason);
    }
  }
}
