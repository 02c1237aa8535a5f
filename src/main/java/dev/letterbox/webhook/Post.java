package dev.letterbox.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST by HTTP/1.1, on a connection of its own. It connects to the very addresses that it has
 * checked: clients that take a URL look the host up once more, and may then find another address.
 * It takes no proxy, follows nothing, and of the answer reads the status alone, so that nobody can
 * learn by a webhook what is said where he can't go himself.
 */
final class Post {

  private static final Logger LOG = Logger.getLogger(Post.class.getName());

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int MAX_HEAD = 16_384;
  private static final int MAX_REASON = 100;
  private static final int FIRST_FINAL = 200;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: (.*))?");

  private final Addresses addresses;
  private final boolean privateAllowed;
  private final SSLSocketFactory tls;
  private final Duration timeout;
  private final Alarm alarm;

  /** Something that does something later. */
  @FunctionalInterface
  interface Alarm {
    void after(Duration wait, Runnable work);
  }

  /** A status, and what the receiver calls it, in printable ASCII. */
  record Answer(int status, String reason) {}

  /**
   * @param timeout for everything together, but for asking the name service
   */
  Post(
      Addresses addresses,
      boolean privateAllowed,
      SSLSocketFactory tls,
      Duration timeout,
      Alarm alarm) {
    this.addresses = addresses;
    this.privateAllowed = privateAllowed;
    this.tls = tls;
    this.timeout = timeout;
    this.alarm = alarm;
  }

  /**
   * Sends it.
   *
   * @throws PrivateAddressException when the host leads to an address that is not public
   * @throws IOException when there is no answer, not in time, or none of HTTP
   */
  Answer send(URI url, Map<String, String> headers, byte[] body) throws IOException {
    List<InetAddress> all = addresses.of(WebhookUrl.host(url));
    if (!privateAllowed && !WebhookUrl.allPublic(all)) {
      throw new PrivateAddressException();
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try (Socket connection = connect(all, port(url), deadline)) {
      alarm.after(Duration.ofNanos(deadline - System.nanoTime()), () -> close(connection));
      connection.setSoTimeout((int) timeout.toMillis());
      try (Socket socket = url.getScheme().equals("https") ? secure(connection, url) : connection) {
        OutputStream out = socket.getOutputStream();
        out.write(request(url, headers, body));
        out.flush();
        return answer(new BufferedInputStream(socket.getInputStream()));
      }
    } catch (IOException e) {
      throw System.nanoTime() < deadline ? e : late(e);
    }
  }

  private static int port(URI url) {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return url.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
  }

  private IOException late(IOException cause) {
    IOException late = new SocketTimeoutException("No answer within " + timeout.toSeconds() + " s");
    late.initCause(cause);
    return late;
  }

  private Socket connect(List<InetAddress> all, int port, long deadline) throws IOException {
    IOException failure = new ConnectException("No address");
    for (InetAddress address : all) {
      long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (millis <= 0) {
        break;
      }
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), (int) millis);
        return socket;
      } catch (IOException e) {
        failure = e;
        close(socket);
      }
    }
    throw failure;
  }

  /** Of a certificate that is trusted, and is of the host that the URL names. */
  private Socket secure(Socket connection, URI url) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.createSocket(connection, WebhookUrl.host(url), port(url), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] request(URI url, Map<String, String> headers, byte[] body) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  /** The first status that is not interim. */
  private static Answer answer(InputStream in) throws IOException {
    Head head = new Head(in);
    while (true) {
      Matcher status = STATUS.matcher(head.line());
      if (!status.matches()) {
        throw new ProtocolException("The answer is none of HTTP/1.1");
      }
      int number = Integer.parseInt(status.group(1));
      if (number >= FIRST_FINAL) {
        return new Answer(number, shown(status.group(2)));
      }
      while (!head.line().isEmpty()) {
        // headers of an interim answer
      }
    }
  }

  private static String shown(String reason) {
    String text = reason == null ? "" : reason.replaceAll("[^ -~]", "?").strip();
    return text.substring(0, Math.min(text.length(), MAX_REASON));
  }

  /** The lines before the body, as long as they are few. */
  private static final class Head {

    private final InputStream in;
    private int read;

    Head(InputStream in) {
      this.in = in;
    }

    String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        read++;
        if (next < 0) {
          throw new EOFException("The connection was closed without an answer");
        }
        if (read > MAX_HEAD) {
          throw new ProtocolException("The head of the answer is too long");
        }
        line.write(next);
      }
      String text = line.toString(ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
  }

  /** Whoever reads from it or writes to it gets an exception. */
  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "A connection could not be closed", e);
    }
  }
}
