package dev.letterbox.message;

import dev.letterbox.api.spi.ReplyFormatter;
import dev.letterbox.shared.ExtensionBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** What a reply begins with, in the words of this installation. */
@ApplicationScoped
public class ReplyFormatting {

  @Inject private Instance<ReplyFormatter> formatterBeans;

  private ExtensionBean<ReplyFormatter> formatter;

  @PostConstruct
  void findFormatter() {
    formatter = ExtensionBean.single(formatterBeans);
  }

  /** The subject of a reply to a message of this subject, not longer than a subject may be. */
  public String subject(String subject) {
    return formatter.call(bean -> truncate(bean.subject(subject)));
  }

  private static String truncate(String text) {
    return text.codePointCount(0, text.length()) > MessageContent.MAX_SUBJECT_LENGTH
        ? text.substring(0, text.offsetByCodePoints(0, MessageContent.MAX_SUBJECT_LENGTH))
        : text;
  }

  /**
   * The quoted text.
   *
   * @param sender what others are shown of who wrote it
   */
  public String body(String sender, String body) {
    return formatter.call(bean -> bean.body(sender, body));
  }
}
