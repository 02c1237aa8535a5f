package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {

  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("letterbox.sock");
  }

  private void assertAnswered() throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      assertTrue(channel.isConnected());
    }
  }

  @Test
  void file_is_for_its_owner_only_and_alone_in_its_folder() throws IOException {
    SocketFile file = new SocketFile(path());
    try (ServerSocketChannel server = file.open()) {
      assertTrue(server.isOpen());
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
      assertAnswered();
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(1, files.count());
      }
    }
    file.delete();
    assertTrue(Files.notExists(path()));
  }

  @Test
  void file_of_a_server_that_has_died_is_replaced() throws IOException {
    new SocketFile(path()).open().close();
    assertTrue(Files.exists(path()));
    try (ServerSocketChannel server = new SocketFile(path()).open()) {
      assertTrue(server.isOpen());
      assertAnswered();
    }
  }

  @Test
  void file_of_a_server_that_lives_is_left_alone() throws IOException {
    try (ServerSocketChannel server = new SocketFile(path()).open()) {
      assertTrue(server.isOpen());
      assertThrows(IOException.class, () -> new SocketFile(path()).open());
      assertAnswered();
    }
  }

  @Test
  void name_that_is_too_deepfor_a_socket_is_refused_and_leaves_nothing() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("x".repeat(100)));
    assertThrows(IOException.class, () -> new SocketFile(deep.resolve("s")).open());
    try (Stream<Path> files = Files.list(deep)) {
      assertEquals(0, files.count());
    }
  }
}
