package dev.letterbox.testing.support.statement;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Connections to PostgreSQL that report round trips and parsed statements to {@link
 * StatementRecorder}, for the thread that causes them. The property {@code socketFactory} of the
 * driver names this class.
 */
public final class CountingSocketFactory extends SocketFactory {

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

    private static void count(int type) {
      if (FrontendMessages.endsRoundTrip(type)) {
        StatementRecorder.appendRoundTrip();
      } else if (type == FrontendMessages.PARSE) {
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
          messages.read(bytes, offset, length);
          out.write(bytes, offset, length);
        }
      };
    }
  }
}
