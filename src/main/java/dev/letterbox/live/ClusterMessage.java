package dev.letterbox.live;

import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.shared.jdbc.SignalChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A message from one node to the others: the id of the node and a line for each owner of a changed
 * mailbox; no lines mean any owner.
 */
final class ClusterMessage {

  private static final String LINE_SEPARATOR = "\n";

  private ClusterMessage() {}

  /** One or more payloads. */
  static List<String> encode(String nodeId, MailboxesChanged changed) {
    List<String> payloads = new ArrayList<>();
    StringBuilder payload = new StringBuilder(nodeId);
    int bytes = nodeId.length();
    for (String owner : changed.owners()) {
      int lineBytes = (LINE_SEPARATOR + owner).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + lineBytes > SignalChannel.MAX_BYTES) {
        payloads.add(payload.toString());
        payload.setLength(nodeId.length());
        bytes = nodeId.length();
      }
      payload.append(LINE_SEPARATOR).append(owner);
      bytes += lineBytes;
    }
    payloads.add(payload.toString());
    return payloads;
  }

  static boolean isFrom(String nodeId, String payload) {
    return payload.equals(nodeId) || payload.startsWith(nodeId + LINE_SEPARATOR);
  }

  static MailboxesChanged parse(String payload) {
    List<String> lines = Arrays.asList(payload.split(LINE_SEPARATOR, -1));
    return lines.size() == 1
        ? MailboxesChanged.ANY_OWNER
        : MailboxesChanged.of(lines.subList(1, lines.size()));
  }
}
