package dev.letterbox.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.letterbox.testing.client.server.ServerKeyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host of every URL resolves to a receiver on this machine. */
class WebhookHttpClientTest {

  private static final byte[] BODY = "{\"a\":\"ä\"}".getBytes(UTF_8);
  private static final Duration LONG_TIMEOUT = Duration.ofSeconds(20);
  private static final List<InetAddress> LOOPBACK = List.of(HostResolver.parseLiteral("127.0.0.1"));

  private static WebhookHttpClient newClient(
      boolean privateAllowed, SSLContext tls, Duration timeout) {
    return new WebhookHttpClient(
        host -> LOOPBACK,
        () -> privateAllowed,
        tls,
        () -> timeout,
        (wait, work) ->
            CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS).execute(work));
  }

  private static WebhookHttpClient.ResponseStatus send(String url) throws IOException {
    return send(url, LONG_TIMEOUT);
  }

  private static WebhookHttpClient.ResponseStatus send(String url, Duration timeout)
      throws IOException {
    try (WebhookHttpClient post = newClient(true, SSLContexts.createDefault(), timeout)) {
      return post.send(URI.create(url), Map.of("webhook-id", "1-a"), BODY);
    }
  }

  /** A server that sends this response to every request. */
  private static ServerSocket serverAnswering(String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 10, LOOPBACK.get(0));
    runInBackground(
        () -> {
          try (Socket socket = server.accept();
              InputStream in = socket.getInputStream();
              OutputStream out = socket.getOutputStream()) {
            assertTrue(in.read(new byte[4096]) > 0);
            out.write(answer.getBytes(US_ASCII));
            out.flush();
            if (answer.isEmpty()) {
              assertEquals(-1, in.read()); // no response until the client disconnects
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return server;
  }

  private static void runInBackground(Runnable work) {
    Thread thread = new Thread(work, "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private static String url(ServerSocket server) {
    return "http://receiver.example:" + server.getLocalPort() + "/hook?a=b";
  }

  @Test
  void request_matches_the_url_and_goes_to_the_checked_address() throws Exception {
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK.get(0), 0), 0);
    server.createContext("/", exchange -> recordRequest(exchange, requests));
    server.start();
    try {
      int port = server.getAddress().getPort();
      WebhookHttpClient.ResponseStatus answer =
          send("http://receiver.example:" + port + "/hook?a=b");
      assertEquals(200, answer.code());
      assertEquals(
          List.of("POST /hook?a=b receiver.example:" + port + " 1-a {\"a\":\"ä\"}"),
          List.copyOf(requests));
    } finally {
      server.stop(0);
    }
  }

  private static void recordRequest(HttpExchange exchange, Queue<String> requests)
      throws IOException {
    requests.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Host"),
            exchange.getRequestHeaders().getFirst("webhook-id"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Test
  void private_address_is_refused_at_connect() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK.get(0));
        WebhookHttpClient byName = newClient(false, SSLContexts.createDefault(), LONG_TIMEOUT);
        WebhookHttpClient byNumber =
            new WebhookHttpClient(
                HostResolver.SYSTEM,
                () -> false,
                SSLContexts.createDefault(),
                () -> LONG_TIMEOUT,
                (wait, work) -> {})) {
      URI numbers = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/hook");
      URI name = URI.create(url(server));
      assertThrows(PrivateAddressException.class, () -> byName.send(name, Map.of(), BODY));
      assertThrows(PrivateAddressException.class, () -> byNumber.send(numbers, Map.of(), BODY));
      for (String ip6 : List.of("http://[::1]:8080/", "http://[::ffff:127.0.0.1]:8080/")) {
        URI url = URI.create(ip6);
        assertThrows(PrivateAddressException.class, () -> byNumber.send(url, Map.of(), BODY), ip6);
      }
      server.setSoTimeout(200);
      assertThrows(SocketTimeoutException.class, server::accept, "no connection");
    }
  }

  @Test
  void interim_responses_are_skipped_and_reasons_sanitized() throws Exception {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n";
    try (ServerSocket server =
        serverAnswering(interim + "HTTP/1.1 503 No\u001b[1m thanks\r\n\r\n")) {
      assertEquals(new WebhookHttpClient.ResponseStatus(503, "No?[1m thanks"), send(url(server)));
    }
    try (ServerSocket server = serverAnswering("HTTP/1.1 204\r\n")) {
      assertEquals(new WebhookHttpClient.ResponseStatus(204, ""), send(url(server)));
    }
  }

  @Test
  void invalid_response_is_a_failure() throws Exception {
    for (String none :
        List.of(
            "SSH-2.0-OpenSSH\r\n",
            "HTTP/1.1 2",
            "HTTP/1.1 100 " + "a".repeat(20_000),
            "HTTP/1.1 200 OK\r\n" + "A: a\r\n".repeat(1000))) {
      try (ServerSocket server = serverAnswering(none)) {
        assertThrows(IOException.class, () -> send(url(server)), none);
      }
    }
  }

  @Test
  void response_counts_by_its_status_whatever_the_body() throws Exception {
    String head = "HTTP/1.1 200 Fine\r\nContent-Length: 1000000\r\n\r\n";
    for (String body : List.of("", "cut off", "a".repeat(100_000))) {
      try (ServerSocket server = serverAnswering(head + body)) {
        assertEquals(new WebhookHttpClient.ResponseStatus(200, "Fine"), send(url(server)));
      }
    }
  }

  @Test
  void connection_is_reused() throws Exception {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK.get(0), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
    try (WebhookHttpClient post = newClient(true, SSLContexts.createDefault(), LONG_TIMEOUT)) {
      URI url = URI.create("http://receiver.example:" + server.getAddress().getPort());
      for (int i = 0; i < 3; i++) {
        assertEquals(200, post.send(url, Map.of(), BODY).code());
      }
      assertEquals(1, ports.size());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void server_that_does_not_respond_in_time_fails() throws Exception {
    try (ServerSocket server = serverAnswering("")) {
      long startedAt = System.nanoTime();
      SocketTimeoutException late =
          assertThrows(
              SocketTimeoutException.class, () -> send(url(server), Duration.ofSeconds(1)));
      assertEquals("No response within 1 s", late.getMessage());
      assertTrue(Duration.ofNanos(System.nanoTime() - startedAt).toSeconds() < 10);
    }
  }

  @Test
  void server_that_responds_byte_by_byte_times_out() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK.get(0))) {
      runInBackground(() -> trickle(server));
      long startedAt = System.nanoTime();
      assertThrows(SocketTimeoutException.class, () -> send(url(server), Duration.ofSeconds(1)));
      assertTrue(Duration.ofNanos(System.nanoTime() - startedAt).toSeconds() < 10);
    }
  }

  private static void trickle(ServerSocket server) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write("HTTP/1.1 200 ".getBytes(US_ASCII));
      for (int i = 0; i < 200; i++) {
        out.write('a');
        out.flush();
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("The client has gone", e);
    }
  }

  @Test
  void unreachable_or_unknown_host_is_a_failure() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK.get(0))) {
      port = server.getLocalPort();
    }
    assertThrows(ConnectException.class, () -> send("http://receiver.example:" + port));
    WebhookHttpClient unresolvable =
        new WebhookHttpClient(
            host -> {
              throw new UnknownHostException(host);
            },
            () -> true,
            SSLContexts.createDefault(),
            () -> LONG_TIMEOUT,
            (wait, work) -> {});
    assertThrows(
        UnknownHostException.class,
        () -> unresolvable.send(URI.create("http://unresolvable.example"), Map.of(), BODY));
  }

  @Test
  void certificate_must_be_trusted_and_match_the_host(@TempDir Path folder) throws Exception {
    SSLContext context = tlsContext(folder.resolve("keys.p12"));
    HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK.get(0), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    server.createContext("/", exchange -> recordRequest(exchange, requests));
    server.start();
    try {
      int port = server.getAddress().getPort();
      String url = "https://receiver.example:" + port + "/";
      WebhookHttpClient trusting = newClient(true, context, LONG_TIMEOUT);
      assertEquals(200, trusting.send(URI.create(url), Map.of("webhook-id", "1"), BODY).code());
      assertEquals(1, requests.size());
      assertThrows(SSLHandshakeException.class, () -> send(url), "not trusted");
      URI other = URI.create("https://other.example:" + port + "/");
      assertThrows(
          SSLHandshakeException.class, () -> trusting.send(other, Map.of(), BODY), "other host");
      assertEquals(1, requests.size());
    } finally {
      server.stop(0);
    }
  }

  /** Has and trusts a certificate of receiver.example. */
  private static SSLContext tlsContext(Path file) throws Exception {
    ServerKeyStore keys = ServerKeyStore.generate(file, "receiver.example");
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys.keyStore(), ServerKeyStore.PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("receiver", keys.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
