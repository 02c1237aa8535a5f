package dev.letterbox.benchmark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy before PostgreSQL that counts round trips and parsed statements: it reads the messages of
 * the frontend, of which {@code Sync} and {@code Query} end a round trip.
 */
final class PostgresqlProxy implements AutoCloseable {

  private static final int SSL_REQUEST = 80877103;

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
    try (from;
        to;
        DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
        OutputStream out = new BufferedOutputStream(to.getOutputStream())) {
      forwardStartup(in, out);
      for (int type = in.read(); type >= 0; type = in.read()) {
        out.write(type);
        forwardBody(in, out, in.readInt());
        count(type);
        if (in.available() == 0) {
          out.flush();
        }
      }
    }
  }

  private static void forwardStartup(DataInputStream in, OutputStream out) throws IOException {
    int code;
    do {
      int length = in.readInt();
      byte[] body = in.readNBytes(length - Integer.BYTES);
      writeInt(out, length);
      out.write(body);
      out.flush();
      code = ByteBuffer.wrap(body).getInt();
    } while (code == SSL_REQUEST);
  }

  private static void forwardBody(InputStream in, OutputStream out, int length) throws IOException {
    writeInt(out, length);
    out.write(in.readNBytes(length - Integer.BYTES));
  }

  private static void writeInt(OutputStream out, int value) throws IOException {
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  private void count(int type) {
    if (type == 'S' || type == 'Q') {
      roundTrips.incrementAndGet();
    } else if (type == 'P') {
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
