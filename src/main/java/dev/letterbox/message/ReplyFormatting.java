package dev.letterbox.message;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.spi.ReplyFormatter;
import dev.letterbox.shared.ExtensionBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Formats subjects and quotes of replies with the formatter of this installation. */
@ApplicationScoped
public class ReplyFormatting {

  @Inject private Instance<ReplyFormatter> formatterBeans;

  private ExtensionBean<ReplyFormatter> formatter;

  @PostConstruct
  void findFormatter() {
    formatter = ExtensionBean.single(formatterBeans);
  }

  /** The subject of a reply, truncated to the maximum length. */
  public String subject(String subject) {
    return formatter.call(bean -> truncate(bean.subject(subject)));
  }

  private static String truncate(String text) {
    return text.codePointCount(0, text.length()) > NewMessage.MAX_SUBJECT_LENGTH
        ? text.substring(0, text.offsetByCodePoints(0, NewMessage.MAX_SUBJECT_LENGTH))
        : text;
  }

  /**
   * The quoted body.
   *
   * @param sender display name of the sender
   */
  public String body(String sender, String body) {
    return formatter.call(bean -> bean.body(sender, body));
  }
}
