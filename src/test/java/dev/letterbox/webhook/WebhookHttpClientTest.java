package dev.letterbox.webhook;

import static dev.letterbox.webhook.WebhookClientFixture.BODY;
import static dev.letterbox.webhook.WebhookClientFixture.LONG_TIMEOUT;
import static dev.letterbox.webhook.WebhookClientFixture.LOOPBACK;
import static dev.letterbox.webhook.WebhookClientFixture.newClient;
import static dev.letterbox.webhook.WebhookClientFixture.send;
import static dev.letterbox.webhook.WebhookClientFixture.url;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.letterbox.testing.client.server.ServerKeyStore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where and how the client of webhooks connects, and what it sends. */
class WebhookHttpClientTest {

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
