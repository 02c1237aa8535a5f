package dev.letterbox.testing.support.statement;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.atomic.LongAdder;
import javax.net.SocketFactory;

/**
 * Connections to PostgreSQL that report round trips and parsed statements to {@link
 * StatementRecorder}, for the thread that causes them, and sum them up. A round trip begins with
 * the first byte that is sent after something was received. The property {@code socketFactory} of
 * the driver names this class.
 */
public final class CountingSocketFactory extends SocketFactory {

  private static final LongAdder ROUND_TRIPS = new LongAdder();
  private static final LongAdder PARSES = new LongAdder();

  /** Round trips of all threads. */
  public static long roundTrips() {
    return ROUND_TRIPS.sum();
  }

  /** Parsed statements of all threads. */
  public static long parses() {
    return PARSES.sum();
  }

  @Override
  public Socket createSocket() {
    return new CountingSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private static Socket connected(SocketAddress address) throws IOException {
    Socket socket = new CountingSocket();
    socket.connect(address);
    return socket;
  }

  private static final class CountingSocket extends Socket {

    private final FrontendMessages messages = new FrontendMessages(CountingSocket::count);

    private boolean sending;

    private static void count(int type) {
      if (type == FrontendMessages.PARSE) {
        PARSES.increment();
        StatementRecorder.appendParse();
      }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          beginRoundTrip();
          messages.read(bytes, offset, length);
          out.write(bytes, offset, length);
        }
      };
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int read = super.read(bytes, offset, length);
          sending = false;
          return read;
        }

        @Override
        public int read() throws IOException {
          int read = super.read();
          sending = false;
          return read;
        }
      };
    }

    private void beginRoundTrip() {
      if (!sending) {
        sending = true;
        ROUND_TRIPS.increment();
        StatementRecorder.appendRoundTrip();
      }
    }
  }
}
