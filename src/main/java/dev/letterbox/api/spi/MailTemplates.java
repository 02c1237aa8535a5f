package dev.letterbox.api.spi;

import java.util.Optional;

/**
 * Templates and texts of mails that replace those of Letterbox; docs/notifications.md lists their
 * names. All CDI beans of this type are asked, the lowest {@code @Priority} first; then the folder
 * of the setting {@code letterbox.mail.templates}, then Letterbox itself.
 *
 * <p>Asked once for each name, at the start or with the first mail that needs it, by any thread and
 * without a transaction. With a wrong template the mails that need it fail, and are tried again.
 */
@FunctionalInterface
public interface MailTemplates {

  /**
   * The template or the texts of this name.
   *
   * @param name like {@code message.html}, {@code message_de.html} or {@code texts_de.properties}
   * @return empty to leave it to the others
   */
  Optional<String> find(String name);
}
