package dev.letterbox.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** A client of webhooks for which every host is a receiver on this machine. */
final class WebhookClientFixture {

  static final byte[] BODY = "{\"a\":\"ä\"}".getBytes(UTF_8);
  static final Duration LONG_TIMEOUT = Duration.ofSeconds(20);
  static final List<InetAddress> LOOPBACK = List.of(HostResolver.parseLiteral("127.0.0.1"));

  private WebhookClientFixture() {}

  static WebhookHttpClient newClient(boolean privateAllowed, SSLContext tls, Duration timeout) {
    return new WebhookHttpClient(
        host -> LOOPBACK,
        () -> privateAllowed,
        tls,
        () -> timeout,
        (wait, work) ->
            CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS).execute(work));
  }

  static WebhookHttpClient.ResponseStatus send(String url) throws IOException {
    return send(url, LONG_TIMEOUT);
  }

  static WebhookHttpClient.ResponseStatus send(String url, Duration timeout) throws IOException {
    try (WebhookHttpClient post = newClient(true, SSLContexts.createDefault(), timeout)) {
      return post.send(URI.create(url), Map.of("webhook-id", "1-a"), BODY);
    }
  }

  /** A server that sends this response to every request. */
  static ServerSocket serverAnswering(String answer) throws IOException {
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

  static void runInBackground(Runnable work) {
    Thread thread = new Thread(work, "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  static String url(ServerSocket server) {
    return "http://receiver.example:" + server.getLocalPort() + "/hook?a=b";
  }
}
