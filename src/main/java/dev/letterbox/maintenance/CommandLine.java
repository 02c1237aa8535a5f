package dev.letterbox.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One line from a client and the answer to it. Whoever keeps us waiting is left alone. */
class CommandLine {

  private static final int MAX_BYTES = 16_384;
  private static final long PATIENCE_MILLIS = 5_000;

  private final SocketChannel client;

  CommandLine(SocketChannel client) throws IOException {
    this.client = client;
    client.configureBlocking(false);
  }

  /** The line, without its end. What is longer than any command is read, and is none. */
  String read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    boolean more = true;
    while (more) {
      await(SelectionKey.OP_READ);
      more = client.read(bytes) >= 0 && bytes.hasRemaining() && !endsLine(bytes);
    }
    return new String(bytes.array(), 0, bytes.position(), UTF_8).strip();
  }

  private static boolean endsLine(ByteBuffer bytes) {
    return bytes.position() > 0 && bytes.get(bytes.position() - 1) == '\n';
  }

  void answer(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      await(SelectionKey.OP_WRITE);
      client.write(bytes);
    }
  }

  private void await(int operation) throws IOException {
    try (Selector selector = Selector.open()) {
      client.register(selector, operation);
      if (selector.select(PATIENCE_MILLIS) == 0) {
        throw new IOException("Nothing from the client, or nobody who listens");
      }
    }
  }
}
