package dev.letterbox.webhook;

import static dev.letterbox.webhook.WebhookClientFixture.LOOPBACK;
import static dev.letterbox.webhook.WebhookClientFixture.runInBackground;
import static dev.letterbox.webhook.WebhookClientFixture.send;
import static dev.letterbox.webhook.WebhookClientFixture.serverAnswering;
import static dev.letterbox.webhook.WebhookClientFixture.url;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the client of webhooks reads the responses of receivers. */
class WebhookResponseTest {

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
}
