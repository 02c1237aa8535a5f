package dev.letterbox.testing.support.statement;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Finds the messages in what a client sends to PostgreSQL, which may come in parts of any size.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">formats</a>
 */
final class FrontendMessages {

  static final int PARSE = 'P';

  /** Requests for encryption; the same connection goes on with another first message. */
  private static final Set<Integer> ENCRYPTION_REQUESTS = Set.of(80877103, 80877104);

  private static final int STARTUP_HEADER = 2 * Integer.BYTES;
  private static final int HEADER = 1 + Integer.BYTES;

  private final IntConsumer listener;
  private final ByteBuffer header = ByteBuffer.allocate(STARTUP_HEADER).limit(STARTUP_HEADER);
  private boolean started;
  private int bodyBytes;

  /**
   * @param listener called with the type of each message but the first ones, which have none
   */
  FrontendMessages(IntConsumer listener) {
    this.listener = listener;
  }

  /** Reads the next part. */
  void read(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int skipped = Math.min(bodyBytes, end - at);
      bodyBytes -= skipped;
      at += skipped;
      if (at < end) {
        header.put(bytes[at++]);
        if (!header.hasRemaining()) {
          endHeader();
        }
      }
    }
  }

  private void endHeader() {
    header.flip();
    if (started) {
      listener.accept(header.get());
      bodyBytes = header.getInt() - Integer.BYTES;
    } else {
      bodyBytes = header.getInt() - STARTUP_HEADER;
      started = !ENCRYPTION_REQUESTS.contains(header.getInt());
    }
    header.clear().limit(started ? HEADER : STARTUP_HEADER);
  }
}
