package dev.letterbox.conversation;

import dev.letterbox.api.spi.ReplyFormatter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quotes as {@code format_subject} and {@code format_body} of django-postman do: {@code Re:} once,
 * and each line of the text behind {@code "> "}, at most 55 characters wide. Lines that are quoted
 * already are not wrapped again.
 */
@ApplicationScoped
class QuotingReplyFormatter implements ReplyFormatter {

  private static final String REPLY_PREFIX = "Re: ";
  private static final String QUOTE_PREFIX = "> ";
  private static final LineWrapper LINE_WRAPPER = new LineWrapper(55 - QUOTE_PREFIX.length());

  /** Where Python's {@code splitlines} ends a line. */
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\u000b\f\u001c-\u001e\u0085\u2028\u2029]");

  @Override
  public String subject(String subject) {
    boolean isReply =
        subject.toLowerCase(Locale.ROOT).startsWith(REPLY_PREFIX.toLowerCase(Locale.ROOT));
    return isReply ? subject : REPLY_PREFIX + subject;
  }

  @Override
  public String body(String sender, String body) {
    StringBuilder quoted = new StringBuilder("\n\n").append(sender).append(" wrote:");
    if (body.isEmpty()) {
      quoted.append('\n');
    }
    int start = 0;
    Matcher lineEnd = LINE_END.matcher(body);
    while (lineEnd.find()) {
      appendQuoted(body.substring(start, lineEnd.start()), quoted);
      start = lineEnd.end();
    }
    if (start < body.length()) {
      appendQuoted(body.substring(start), quoted);
    }
    return quoted.append('\n').toString();
  }

  private static void appendQuoted(String line, StringBuilder quoted) {
    if (line.startsWith(QUOTE_PREFIX)) {
      quoted.append('\n').append(QUOTE_PREFIX).append(line);
    } else {
      LINE_WRAPPER.wrap(
          line, wrappedLine -> quoted.append('\n').append(QUOTE_PREFIX).append(wrappedLine));
    }
  }
}
