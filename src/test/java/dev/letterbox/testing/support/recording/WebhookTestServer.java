package dev.letterbox.testing.support.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.letterbox.shared.security.Hmac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of webhooks on this machine, with responses that a test sets. */
public final class WebhookTestServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Queue<Integer> nextStatuses = new ConcurrentLinkedQueue<>();
  private final Queue<ReceivedRequest> requests = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean holding;

  /**
   * A request.
   *
   * @param headers the first of each name, which begins with a capital
   */
  public record ReceivedRequest(Map<String, String> headers, String body) {

    public String header(String name) {
      return headers.get(name);
    }

    /** Whether the signature matches the secret of the webhook. */
    public boolean isSignedWith(String secret) {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      String signedContent = header("Webhook-id") + "." + header("Webhook-timestamp") + "." + body;
      String signature =
          Base64.getEncoder().encodeToString(Hmac.of(key, signedContent.getBytes(UTF_8)));
      return header("Webhook-signature").equals("v1," + signature);
    }
  }

  public WebhookTestServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(new ReceivedRequest(Map.copyOf(headers), body));
    if (holding) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    Integer status = nextStatuses.poll();
    if (status != null && status >= 300 && status < 400) {
      exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
    }
    exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    exchange.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** Sets the statuses of the next responses; later ones are 200. */
  public void respondNextWith(Integer... statuses) {
    nextStatuses.addAll(List.of(statuses));
  }

  /** Sends no responses until it is closed. */
  public void holdResponses() {
    holding = true;
  }

  /** The requests so far. */
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
