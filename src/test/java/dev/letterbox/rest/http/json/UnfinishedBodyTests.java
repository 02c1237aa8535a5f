package dev.letterbox.rest.http.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.recording.RecordedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that stop in the middle of a body, on a route without log-in. */
@Tag("once")
class UnfinishedBodyTests extends InServerTestBase {

  /** Payara waits 30 seconds for the next bytes. */
  private static final int TIMEOUT_MILLIS = 60_000;

  private static final Duration OBSERVATION_TIME = Duration.ofSeconds(2);

  private static final byte[] UNFINISHED =
      """
      POST /letterbox/api/session HTTP/1.1
      Host: localhost
      Content-Type: application/json
      Content-Length: 1000
      Connection: close

      {"u"""
          .replace("\n", "\r\n")
          .getBytes(US_ASCII);

  private static RecordedLog warnings() {
    return new RecordedLog(Logger.getLogger("dev.letterbox"), Level.WARNING);
  }

  private Socket sendUnfinished() throws IOException {
    Socket socket = new Socket(base().getHost(), base().getPort());
    socket.getOutputStream().write(UNFINISHED);
    return socket;
  }

  @Test
  void body_that_stalls_is_a_408() throws IOException {
    try (RecordedLog log = warnings();
        Socket socket = sendUnfinished()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      BufferedReader response =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      assertEquals("HTTP/1.1 408 Request Timeout", response.readLine());
      assertTrue(response.lines().anyMatch("Content-Type: application/problem+json"::equals));
      assertEquals(List.of(), log.lines());
    }
  }

  @Test
  void body_that_is_aborted_is_no_incident() throws IOException {
    try (RecordedLog log = warnings()) {
      for (boolean reset : List.of(false, true)) {
        try (Socket socket = sendUnfinished()) {
          socket.setSoLinger(reset, 0);
        }
      }
      await().during(OBSERVATION_TIME).until(() -> log.lines().isEmpty());
    }
  }
}
