package dev.letterbox.conversation;

import dev.letterbox.api.spi.ReplyFormatter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** A custom formatter for messages that begin with {@code Brief:}; fails for one subject. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class BriefReplyFormatter implements ReplyFormatter {

  @Inject private QuotingReplyFormatter fallback;

  @Override
  public String subject(String subject) {
    if (subject.equals("Brief: fail")) {
      throw new IllegalStateException("A secret of the formatter");
    }
    return subject.startsWith("Brief: ")
        ? "Briefly: " + subject.repeat(20)
        : fallback.subject(subject);
  }

  @Override
  public String body(String sender, String body) {
    return body.startsWith("Brief: ") ? sender + ": " + body : fallback.body(sender, body);
  }
}
