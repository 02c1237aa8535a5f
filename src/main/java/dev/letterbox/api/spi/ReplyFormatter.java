package dev.letterbox.api.spi;

/**
 * Makes the subject and the quoted text of a reply; follows the two formatters of django-postman.
 * To use one of your own, add an {@code @ApplicationScoped @Alternative @Priority(1)} bean of this
 * type.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction of whoever
 * replies or asks for a draft; do not write. An exception makes that operation fail with an {@link
 * dev.letterbox.api.spi.ExtensionFailedException} that names the formatter, and stores nothing.
 */
public interface ReplyFormatter {

  /**
   * The subject of a reply; what is longer than 120 characters is cut off.
   *
   * @param subject that of the message that is replied to
   */
  String subject(String subject);

  /**
   * The text of a reply before anything is written.
   *
   * @param sender what others are shown of who wrote the message that is replied to
   * @param body its text, of any length
   */
  String body(String sender, String body);
}
