package dev.letterbox.api.spi;

/**
 * Formats the subject and the quoted text of replies; follows the two formatters of django-postman.
 * To replace the default, add an {@code @ApplicationScoped @Alternative @Priority(1)} bean of this
 * type.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes
 * the reply or prefills it. Write nothing. An exception fails the operation with an {@link
 * ExtensionFailedException} that names the formatter; nothing is stored.
 */
public interface ReplyFormatter {

  /**
   * The subject of a reply; cut off after {@value dev.letterbox.api.NewMessage#MAX_SUBJECT_LENGTH}
   * characters.
   *
   * @param subject the subject of the parent
   */
  String subject(String subject);

  /**
   * The text that a reply is prefilled with.
   *
   * @param sender display name of the sender of the parent
   * @param body the text of the parent, any length
   */
  String body(String sender, String body);
}
