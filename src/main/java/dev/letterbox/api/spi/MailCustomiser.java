package dev.letterbox.api.spi;

import java.util.Map;
import java.util.Optional;

/**
 * Decides about the sender of a mail, and adds headers. All CDI beans of this type are used, the
 * lowest {@code @Priority} first: the first one that knows a sender decides, and the headers of all
 * are added.
 *
 * <p>Threads and transactions: as for {@link NotificationChannel#deliver}; answer fast. After an
 * exception, and with a sender or a header that can't be, the mail is tried again later.
 */
public interface MailCustomiser {

  /**
   * Who is to be shown as the sender.
   *
   * @param notification what the mail tells; of several, the newest
   * @return an address, or {@code Name <address>}; empty for that of the setting {@code
   *     letterbox.mail.from}
   */
  default Optional<String> sender(Notification notification) {
    return Optional.empty();
  }

  /**
   * Headers to add, by name. A text is made one line and may have any characters; those that
   * Letterbox sets itself, like {@code Subject} and {@code To}, can't be replaced. They are added
   * in the order of the map; of several with one name, in any case, the first.
   *
   * @param notification what the mail tells; of several, the newest
   */
  default Map<String, String> headers(Notification notification) {
    return Map.of();
  }
}
