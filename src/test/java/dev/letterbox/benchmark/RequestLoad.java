package dev.letterbox.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection that repeats HTTP requests. It uses a socket, because the clients of the JDK take a
 * multiple of the CPU time, which the server on the same machine then lacks.
 */
final class RequestLoad implements AutoCloseable {

  private final URI server;
  private Socket socket;
  private InputStream in;

  /** A response: its status, its headers in lower case, and its body. */
  record Response(int status, Map<String, String> headers, String body) {}

  RequestLoad(URI server) throws IOException {
    this.server = server;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** A request as it is sent. */
  static byte[] request(URI server, String method, String path, String headers, String body) {
    URI uri = server.resolve(path);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(uri.getRawPath()).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(server.getAuthority()).append("\r\n").append(headers);
    if (!body.isEmpty()) {
      head.append("Content-Type: application/json\r\nContent-Length: ");
      head.append(body.getBytes(UTF_8).length).append("\r\n");
    }
    return (head + "\r\n" + body).getBytes(UTF_8);
  }

  /** Sends a request, and waits for its response. */
  Response send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(readLine().substring(9, 12)); // after "HTTP/1.1 "
    Map<String, String> headers = new HashMap<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    Response response = new Response(status, headers, new String(readBody(status, headers), UTF_8));
    if ("close".equalsIgnoreCase(headers.get("connection"))) { // after a number of requests
      close();
      connect();
    }
    return response;
  }

  private byte[] readBody(int status, Map<String, String> headers) throws IOException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    if (headers.containsKey("content-length")) {
      return in.readNBytes(Integer.parseInt(headers.get("content-length")));
    }
    if (!"chunked".equals(headers.get("transfer-encoding"))) {
      throw new IOException("A response of unknown length from " + server);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length;
    do {
      length = Integer.parseInt(readLine(), 16);
      body.write(in.readNBytes(length));
      readLine();
    } while (length > 0);
    return body.toByteArray();
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("The server closed the connection");
      }
      if (b != '\r') {
        line.append(new String(new byte[] {(byte) b}, ISO_8859_1));
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
