package dev.letterbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Sends a command to a running Letterbox and prints what it answers.
 *
 * <p>Ends with 0 when all is well, 1 when a checkup has found something, 2 when the command could
 * not be executed.
 */
public final class Main {

  /** Not to be executed, or not to the end. */
  public static final int FAILED = 2;

  private static final String EXIT = "exit ";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream errors;

  Main(Map<String, String> environment, PrintStream out, PrintStream errors) {
    this.environment = environment;
    this.out = out;
    this.errors = errors;
  }

  public static void main(String[] arguments) {
    System.exit(new Main(System.getenv(), System.out, System.err).run(arguments));
  }

  /** The status with which the program ends. */
  int run(String... arguments) {
    List<String> command = new ArrayList<>(Arrays.asList(arguments));
    try {
      Path socket = socket(command);
      return ask(socket, String.join(" ", command));
    } catch (InvalidPathException e) {
      errors.println("Not a file: " + e.getInput());
      return FAILED;
    }
  }

  /** That of the option, or else where the server has it with the same environment and folder. */
  private Path socket(List<String> command) {
    if (command.size() > 1 && command.get(0).equals("--socket")) {
      command.remove(0);
      return Path.of(command.remove(0));
    }
    String data = environment.getOrDefault("LETTERBOX_DATA", "letterbox-data");
    String socket = environment.getOrDefault("LETTERBOX_MAINTENANCE_SOCKET", "letterbox.sock");
    return Path.of(data).resolve(socket);
  }

  private int ask(Path socket, String command) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer line = ByteBuffer.wrap((command + "\n").getBytes(UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      return print(
          new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8)));
    } catch (IOException | IllegalArgumentException e) {
      errors.println("Letterbox does not answer at " + socket + ": " + e.getMessage());
      return FAILED;
    }
  }

  private int print(BufferedReader answer) throws IOException {
    String line = answer.readLine();
    while (line != null && !line.startsWith(EXIT)) {
      out.println(line);
      line = answer.readLine();
    }
    if (line == null) {
      errors.println("Letterbox has ended before it was done; see its log");
      return FAILED;
    }
    return Integer.parseInt(line.substring(EXIT.length()));
  }
}
