package dev.letterbox.rest.admin;

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
 * Holds an answer of any length between the transaction that makes it and whoever reads it, who may
 * be slow. Only the user of the server can open the file, and it goes when its stream is closed.
 */
public final class SpooledResponse {

  private SpooledResponse() {}

  /** What the writer has written; whoever asks for it closes it. */
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
