package dev.letterbox.conversation;

import dev.letterbox.api.spi.ReplyFormatter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quotes like {@code format_subject} and {@code format_body} of django-postman: {@code Re:} once,
 * and each line of the text prefixed by {@code "> "}, wrapped at blanks to at most 55 characters
 * (code points). Lines that are quoted already are not wrapped again.
 */
@ApplicationScoped
class QuotingReplyFormatter implements ReplyFormatter {

  private static final String REPLY_PREFIX = "Re: ";
  private static final String QUOTE_PREFIX = "> ";
  private static final int WIDTH = 55 - QUOTE_PREFIX.length();

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
    if (line.startsWith(QUOTE_PREFIX) || line.isBlank()) {
      append(line.isBlank() ? "" : line, quoted);
      return;
    }
    int[] text = line.stripTrailing().codePoints().toArray();
    int start = 0;
    while (start < text.length) {
      int end = endOfLine(text, start);
      String wrapped = new String(text, start, end - start).stripTrailing();
      if (!wrapped.isEmpty()) {
        append(wrapped, quoted);
      }
      start = end;
      while (start < text.length && Character.isWhitespace(text[start])) {
        start++;
      }
    }
  }

  private static void append(String line, StringBuilder quoted) {
    quoted.append('\n').append(QUOTE_PREFIX).append(line);
  }

  /** The last blank that fits, or the width if the word there is too long for any line. */
  private static int endOfLine(int[] text, int start) {
    int limit = start + WIDTH;
    if (limit >= text.length || Character.isWhitespace(text[limit])) {
      return Math.min(limit, text.length);
    }
    int wordStart = limit;
    while (wordStart > start && !Character.isWhitespace(text[wordStart - 1])) {
      wordStart--;
    }
    int wordEnd = limit;
    while (wordEnd < text.length
        && wordEnd - wordStart <= WIDTH
        && !Character.isWhitespace(text[wordEnd])) {
      wordEnd++;
    }
    return wordEnd - wordStart > WIDTH ? limit : wordStart;
  }
}
