package dev.letterbox.testing.support.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parsing of the protocol of PostgreSQL. */
class FrontendMessagesTest {

  private static final int PROTOCOL_3 = 3 << 16;
  private static final int SSL_REQUEST = 80877103;

  private final StringBuilder types = new StringBuilder();

  private static byte[] untyped(int code, String body) {
    return ByteBuffer.allocate(8 + body.length())
        .putInt(8 + body.length())
        .putInt(code)
        .put(body.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static byte[] message(char type, String body) {
    return ByteBuffer.allocate(5 + body.length())
        .put((byte) type)
        .putInt(4 + body.length())
        .put(body.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static byte[] conversation() {
    ByteBuffer all = ByteBuffer.allocate(200);
    List.of(
            untyped(SSL_REQUEST, ""),
            untyped(PROTOCOL_3, "user P and S"),
            message('P', "select 'SSS'"),
            message('B', ""),
            message('E', "x"),
            message('S', ""),
            message('Q', "begin"))
        .forEach(all::put);
    byte[] bytes = new byte[all.flip().remaining()];
    all.get(bytes);
    return bytes;
  }

  @Test
  void types_of_messages_are_found_in_parts_of_any_size() {
    byte[] bytes = conversation();
    for (int size = 1; size <= bytes.length; size++) {
      FrontendMessages parser = new FrontendMessages(type -> types.append((char) type));
      for (int at = 0; at < bytes.length; at += size) {
        parser.read(bytes, at, Math.min(size, bytes.length - at));
      }
      assertEquals("PBESQ", types.toString(), "in parts of " + size);
      types.setLength(0);
    }
  }
}
