package dev.letterbox.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.letterbox.shared.Hmac;
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

/** Somebody else's application, on this machine, that hears webhooks and answers as it is told. */
public final class HttpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean slow;

  /**
   * A request.
   *
   * @param headers the first of each name, which begins with a capital
   */
  public record Heard(Map<String, String> headers, String body) {

    public String header(String name) {
      return headers.get(name);
    }

    /** Whether it is signed by who knows the secret of the webhook. */
    public boolean isSignedWith(String secret) {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      String signed = header("Webhook-id") + "." + header("Webhook-timestamp") + "." + body;
      String signature = Base64.getEncoder().encodeToString(Hmac.of(key, signed.getBytes(UTF_8)));
      return header("Webhook-signature").equals("v1," + signature);
    }
  }

  public HttpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::hear);
    server.start();
  }

  private void hear(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    heard.add(new Heard(Map.copyOf(headers), body));
    if (slow) {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    Integer answer = answers.poll();
    if (answer != null && answer >= 300 && answer < 400) {
      exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
    }
    exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
    exchange.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** It answers like this next, and then always well. */
  public void next(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  /** It does not answer until it is closed. */
  public void keepWaiting() {
    slow = true;
  }

  /** What it has heard so far. */
  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
