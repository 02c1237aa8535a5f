package dev.letterbox.testing.client.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A mail server with scripted answers, which can reject commands and close connections. */
public final class ScriptedSmtpServer implements Closeable {

  /** A script returns it to close the connection. */
  public static final String CLOSE_CONNECTION = "hang up";

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final UnaryOperator<String> script;
  private final Consumer<String> mailListener;
  private final AtomicInteger connectionCount = new AtomicInteger();
  private final AtomicInteger openConnectionCount = new AtomicInteger();
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();
  private final Queue<String> mails = new ConcurrentLinkedQueue<>();

  /**
   * @param script the answer to a command, to {@code "CONNECT"} and to {@code "."}; null for the
   *     answer of a server that accepts everything
   */
  public ScriptedSmtpServer(UnaryOperator<String> script) throws IOException {
    this(script, mail -> {});
  }

  /** Also calls a listener with each e-mail before it is answered. */
  public ScriptedSmtpServer(UnaryOperator<String> script, Consumer<String> mailListener)
      throws IOException {
    this.script = script;
    this.mailListener = mailListener;
    start(
        () -> {
          while (true) {
            Socket client = socket.accept();
            connectionCount.incrementAndGet();
            openConnectionCount.incrementAndGet();
            start(() -> serve(client));
          }
        });
  }

  private interface SmtpTask {
    void run() throws IOException;
  }

  private static void start(SmtpTask task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                Thread.currentThread()
                    .interrupt(); // the client has disconnected, or the test has ended
              }
            },
            "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket client) throws IOException {
    try (client;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        OutputStream out = client.getOutputStream()) {
      String line = "CONNECT";
      while (line != null) {
        commands.add(line);
        String reply = reply(line);
        if (reply.equals(CLOSE_CONNECTION)) {
          return;
        }
        out.write((reply + "\r\n").getBytes(ISO_8859_1));
        out.flush();
        if (line.equals("DATA") && reply.startsWith("354")) {
          String mail = readMail(in);
          mails.add(mail);
          mailListener.accept(mail);
          line = ".";
        } else {
          line = in.readLine();
        }
      }
    } finally {
      openConnectionCount.decrementAndGet();
    }
  }

  private String reply(String command) {
    String scripted = script.apply(command);
    return scripted == null ? defaultReply(command) : scripted;
  }

  /** The answer of a server that accepts everything. */
  public static String defaultReply(String command) {
    return switch (command.split(" ", 2)[0]) {
      case "CONNECT" -> "220 scripted";
      case "EHLO" -> "250-scripted\r\n250-SMTPUTF8\r\n250 8BITMIME";
      case "DATA" -> "354 Go on";
      default -> "250 Fine";
    };
  }

  private static String readMail(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line).append("\r\n");
    }
    return mail.toString();
  }

  public int port() {
    return socket.getLocalPort();
  }

  public int connectionCount() {
    return connectionCount.get();
  }

  /** The number of open connections. */
  public int openConnectionCount() {
    return openConnectionCount.get();
  }

  /** Received commands, without the content of e-mails. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Received e-mails, whether accepted or not. */
  public List<String> mails() {
    return List.copyOf(mails);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
