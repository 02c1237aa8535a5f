package dev.letterbox.maintenance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The file of a Unix domain socket that only its owner can read and write, at any moment: it is
 * made in a folder that nobody else can enter, and moved to its place when it is closed to others.
 */
class SocketFile {

  private static final Logger LOG = Logger.getLogger(SocketFile.class.getName());

  private final Path path;

  SocketFile(Path path) {
    this.path = path;
  }

  /**
   * Listens at the file. One that a server has left behind that did not stop in peace is replaced.
   *
   * @throws IOException when another server listens there, or the file can't be made
   */
  ServerSocketChannel open() throws IOException {
    if (isAnswered()) {
      throw new IOException("Another server listens there");
    }
    Path folder =
        Files.createTempDirectory(
            path.getParent(),
            ".lb",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    Path made = folder.resolve("s");
    try {
      server.bind(UnixDomainSocketAddress.of(made));
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return server;
    } catch (IOException e) {
      server.close();
      Files.deleteIfExists(made);
      throw e;
    } finally {
      Files.delete(folder);
    }
  }

  private boolean isAnswered() {
    if (!Files.exists(path)) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      LOG.log(Level.FINE, e, () -> "Nobody listens any more at " + path);
      return false;
    }
  }

  /** Takes the file away. */
  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
