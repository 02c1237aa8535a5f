package dev.letterbox.rest.notification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that opens a stream and never reads. */
@Tag("once")
class StalledClientTests extends InServerTestBase {

  @Test
  @RunAsClient
  void stalled_client_delays_no_other_and_is_dropped() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(1024);
      socket.connect(new InetSocketAddress(base().getHost(), base().getPort()));
      socket
          .getOutputStream()
          .write("GET /letterbox/flood HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertEquals('H', socket.getInputStream().read());
      String[] results =
          RestAssured.given()
              .post(base().resolve("flood"))
              .then()
              .statusCode(200)
              .extract()
              .asString()
              .split(" ");
      String response = String.join(" ", results);
      assertTrue(Integer.parseInt(results[1]) < 25_000, "took " + response);
      assertEquals("0", results[2], "ended while sending: " + response);
      assertEquals("1", results[3], "not dropped: " + response);
    }
  }
}
