package dev.letterbox.benchmark;

import dev.letterbox.testing.support.statement.FrontendMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy before PostgreSQL that counts round trips and parsed statements. */
final class PostgresqlProxy implements AutoCloseable {

  private static final int BUFFER_SIZE = 1 << 16;

  private final AtomicLong roundTrips = new AtomicLong();
  private final AtomicLong parses = new AtomicLong();
  private final ServerSocket listener;
  private final int target;

  /** What was counted since the last reset. */
  record Counts(long roundTrips, long parses) {}

  /** Forwards connections to this port of the loopback interface. */
  PostgresqlProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Returns what was counted, and begins again. */
  Counts reset() {
    return new Counts(roundTrips.getAndSet(0), parses.getAndSet(0));
  }

  /** Code of a thread, which ends with the connection. */
  private interface Transfer {
    void run() throws IOException;
  }

  private static void start(String name, Transfer transfer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                transfer.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // one side has closed the connection
              }
            },
            "postgresql-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      start("frontend", () -> forwardMessages(client, server));
      start("backend", () -> forwardBytes(server, client));
    }
  }

  private void forwardMessages(Socket from, Socket to) throws IOException {
    FrontendMessages messages = new FrontendMessages(this::count);
    byte[] buffer = new byte[BUFFER_SIZE];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        messages.read(buffer, 0, length);
        out.write(buffer, 0, length);
      }
    }
  }

  private void count(int type) {
    if (FrontendMessages.endsRoundTrip(type)) {
      roundTrips.incrementAndGet();
    } else if (type == FrontendMessages.PARSE) {
      parses.incrementAndGet();
    }
  }

  private static void forwardBytes(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
