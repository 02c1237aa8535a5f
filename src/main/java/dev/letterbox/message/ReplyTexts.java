package dev.letterbox.message;

import dev.letterbox.api.spi.ReplyFormatter;
import dev.letterbox.shared.Extension;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** What a reply begins with, in the words of this installation. */
@ApplicationScoped
public class ReplyTexts {

  @Inject private Instance<ReplyFormatter> bean;

  private Extension<ReplyFormatter> formatter;

  @PostConstruct
  void find() {
    formatter = Extension.only(bean);
  }

  /** The subject of a reply to a message of this subject, not longer than a subject may be. */
  public String subject(String subject) {
    return formatter.ask(texts -> cut(texts.subject(subject)));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) > Draft.MAX_SUBJECT
        ? text.substring(0, text.offsetByCodePoints(0, Draft.MAX_SUBJECT))
        : text;
  }

  /**
   * The quoted text.
   *
   * @param sender what others are shown of who wrote it
   */
  public String body(String sender, String body) {
    return formatter.ask(texts -> texts.body(sender, body));
  }
}
