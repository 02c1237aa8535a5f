package dev.letterbox.api.spi;

import java.util.Map;
import java.util.Optional;

/**
 * Sets the sender of e-mails and adds headers. All CDI beans of this type are called, the lowest
 * {@code @Priority} first: the first sender counts, and all headers are added.
 *
 * <p>Threads and transactions: as for {@link NotificationChannel#deliver}; return fast. After an
 * exception, and with an invalid sender or header, the e-mail is retried later.
 */
public interface MailCustomiser {

  /**
   * The sender of an e-mail.
   *
   * @param notification the notification in the e-mail; the newest of several
   * @return an address, or {@code Name <address>}; empty for the setting {@code
   *     letterbox.mail.from}
   */
  default Optional<String> sender(Notification notification) {
    return Optional.empty();
  }

  /**
   * Headers to add, by name, in the order of the map. A value may have any characters; line breaks
   * become blanks. Headers that Letterbox sets, like {@code Subject} and {@code To}, can't be
   * replaced. Of several headers of one name, ignoring case, the first is added.
   *
   * @param notification the notification in the e-mail; the newest of several
   */
  default Map<String, String> headers(Notification notification) {
    return Map.of();
  }
}
