package dev.letterbox.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CommandListenerTest {

  @TempDir private Path folder;

  private ServerSocketChannel server;
  private Thread thread;

  @BeforeEach
  void listen() throws IOException {
    server = new SocketFile(path()).open();
    thread = new Thread(new CommandListener(server, CommandListenerTest::execute));
    thread.start();
  }

  @AfterEach
  void listens_until_the_socket_is_closed() throws Exception {
    assertTrue(thread.isAlive());
    server.close();
    thread.join();
  }

  private Path path() {
    return folder.resolve("letterbox.sock");
  }

  private String answer(String command) throws IOException {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      client.write(ByteBuffer.wrap((command + "\n").getBytes(UTF_8)));
      return new String(Channels.newInputStream(client).readAllBytes(), UTF_8);
    }
  }

  private static List<String> execute(String command) {
    if (command.equals("fail")) {
      throw new IllegalStateException("As this test wants it");
    }
    return List.of(command, "exit 0");
  }

  @Test
  void command_that_fails_is_answered_and_the_next_one_is_heard() throws IOException {
    assertEquals("checkup\nexit 0\n", answer("checkup"));
    assertEquals("It has failed; the log of the server says why.\nexit 2\n", answer("fail"));
    assertEquals("checkup\nexit 0\n", answer("checkup"));
  }

  @Test
  void client_that_goes_without_a_word_does_not_keep_others_from_being_heard() throws IOException {
    SocketChannel.open(UnixDomainSocketAddress.of(path())).close();
    assertEquals("checkup\nexit 0\n", answer("checkup"));
  }
}
