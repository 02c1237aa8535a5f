package dev.letterbox.api.spi;

import java.util.Optional;

/**
 * Replaces templates and texts of e-mails; docs/notifications.md lists their names. All CDI beans
 * of this type are called, the lowest {@code @Priority} first; then the folder of the setting
 * {@code letterbox.mail.templates} is read, then the templates of Letterbox.
 *
 * <p>Called once for each name, at the start or for the first e-mail that needs it, by any thread,
 * without a transaction. E-mails with an invalid template fail and are retried.
 */
@FunctionalInterface
public interface MailTemplates {

  /**
   * A template, or a file of texts.
   *
   * @param name like {@code message.html}, {@code message_de.html} or {@code texts_de.properties}
   * @return empty to use the next source
   */
  Optional<String> find(String name);
}
