package dev.letterbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, against a server that says what a test wants. */
class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir private Path folder;

  private int run(Map<String, String> environment, String... arguments) {
    return new Main(
            environment, new PrintStream(out, true, UTF_8), new PrintStream(errors, true, UTF_8))
        .run(arguments);
  }

  /** The command that the program has sent to a server with this answer. */
  private CompletableFuture<String> serverSays(Path socket, String answer) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return CompletableFuture.supplyAsync(
        () -> {
          try (server;
              SocketChannel client = server.accept()) {
            ByteBuffer bytes = ByteBuffer.allocate(100);
            client.read(bytes);
            client.write(ByteBuffer.wrap(answer.getBytes(UTF_8)));
            return new String(bytes.array(), 0, bytes.position(), UTF_8);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void answer_is_printed_and_its_last_line_is_the_status() throws Exception {
    Path socket = folder.resolve("s");
    CompletableFuture<String> command = serverSays(socket, "First\nSecond\nexit 1\n");
    assertEquals(1, run(Map.of(), "--socket", socket.toString(), "checkup", "--repair"));
    assertEquals("checkup --repair\n", command.get());
    assertEquals("First\nSecond\n", out.toString(UTF_8));
  }

  @Test
  void answer_without_a_status_is_a_failure() throws Exception {
    CompletableFuture<String> command = serverSays(folder.resolve("letterbox.sock"), "First\n");
    assertEquals(2, run(Map.of("LETTERBOX_DATA", folder.toString()), "checkup"));
    assertEquals("checkup\n", command.get());
    assertTrue(errors.toString(UTF_8).startsWith("Letterbox has ended"), errors.toString(UTF_8));
  }

  @Test
  void socket_is_where_the_environment_of_the_server_says() {
    run(Map.of(), "checkup");
    assertTrue(errors.toString(UTF_8).contains("at letterbox-data/letterbox.sock:"));
    run(Map.of("LETTERBOX_MAINTENANCE_SOCKET", "/nowhere/l.sock"), "checkup");
    assertTrue(errors.toString(UTF_8).contains("at /nowhere/l.sock:"));
  }
}
