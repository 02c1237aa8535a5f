package dev.letterbox.maintenance;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads a command from each client and answers it, one after the other, until the socket is closed.
 * A command that fails is logged and answered as failed, and the next one is heard all the same.
 *
 * @param commands the lines that answer a command
 */
record CommandListener(ServerSocketChannel server, Function<String, List<String>> commands)
    implements Runnable {

  private static final Logger LOG = Logger.getLogger(CommandListener.class.getName());

  private static final List<String> FAILED =
      List.of("It has failed; the log of the server says why.", "exit 2");

  @Override
  public void run() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        CommandLine line = new CommandLine(client);
        line.answer(String.join("\n", execute(line.read())) + "\n");
      } catch (ClosedChannelException e) {
        LOG.log(Level.FINE, e, () -> "The maintenance socket is closed");
      } catch (IOException e) {
        LOG.log(Level.FINE, e, () -> "Somebody at the maintenance socket has gone");
      }
    }
  }

  private List<String> execute(String command) {
    try {
      return commands.apply(command);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Can't do: " + command);
      return FAILED;
    }
  }
}
