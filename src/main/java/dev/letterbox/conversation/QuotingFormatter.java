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
class QuotingFormatter implements ReplyFormatter {

  private static final String REPLY = "Re: ";
  private static final String QUOTE = "> ";
  private static final Wrapping WRAPPING = new Wrapping(55 - QUOTE.length());

  /** Where Python's {@code splitlines} ends a line. */
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\u000b\f\u001c-\u001e\u0085\u2028\u2029]");

  @Override
  public String subject(String subject) {
    boolean isReply = subject.toLowerCase(Locale.ROOT).startsWith(REPLY.toLowerCase(Locale.ROOT));
    return isReply ? subject : REPLY + subject;
  }

  @Override
  public String body(String sender, String body) {
    StringBuilder quoted = new StringBuilder("\n\n").append(sender).append(" wrote:");
    if (body.isEmpty()) {
      quoted.append('\n');
    }
    int start = 0;
    Matcher end = LINE_END.matcher(body);
    while (end.find()) {
      quote(body.substring(start, end.start()), quoted);
      start = end.end();
    }
    if (start < body.length()) {
      quote(body.substring(start), quoted);
    }
    return quoted.append('\n').toString();
  }

  private static void quote(String line, StringBuilder quoted) {
    if (line.startsWith(QUOTE)) {
      quoted.append('\n').append(QUOTE).append(line);
    } else {
      WRAPPING.lines(line, each -> quoted.append('\n').append(QUOTE).append(each));
    }
  }
}
