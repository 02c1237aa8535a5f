package dev.letterbox.notification;

import dev.letterbox.message.MailboxesChanged;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one node says to another: who it is, and a line for each owner of a changed mailbox; no
 * lines for many. PostgreSQL takes less than 8,000 bytes at once.
 */
final class Signal {

  private static final int MOST_BYTES = 7900;
  private static final String END_OF_LINE = "\n";

  private Signal() {}

  /** As many texts as it takes. */
  static List<String> texts(String node, MailboxesChanged changed) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder(node);
    int bytes = node.length();
    for (String owner : changed.owners()) {
      int more = (END_OF_LINE + owner).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + more > MOST_BYTES) {
        texts.add(text.toString());
        text.setLength(node.length());
        bytes = node.length();
      }
      text.append(END_OF_LINE).append(owner);
      bytes += more;
    }
    texts.add(text.toString());
    return texts;
  }

  static boolean isOf(String node, String text) {
    return text.equals(node) || text.startsWith(node + END_OF_LINE);
  }

  static MailboxesChanged parse(String text) {
    List<String> lines = Arrays.asList(text.split(END_OF_LINE, -1));
    return lines.size() == 1
        ? MailboxesChanged.MANY
        : MailboxesChanged.of(lines.subList(1, lines.size()));
  }
}
