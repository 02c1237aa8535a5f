package dev.letterbox.rest.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Buffers a response of any length in a temporary file, so that a slow client does not keep the
 * transaction open that writes it. Only the operating system user of the server can open the file;
 * closing the stream deletes it.
 */
public final class SpooledResponse {

  private SpooledResponse() {}

  /** A stream of the bytes that the writer wrote; the caller closes it. */
  public static InputStream spool(Consumer<OutputStream> writer) {
    try {
      Path path = Files.createTempFile("letterbox", ".json");
      SeekableByteChannel channel = open(path);
      try {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        writer.accept(out);
        out.flush();
        channel.position(0);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return Channels.newInputStream(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeekableByteChannel open(Path path) throws IOException {
    return Files.newByteChannel(
        path,
        Set.of(
            StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
  }
}
