package dev.letterbox.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Services;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** A client that opens a stream and never reads. */
public interface StalledClientTests extends Services {

  @Test
  @RunAsClient
  default void client_that_does_not_read_holds_nobody_up_and_is_dropped() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(1024);
      socket.connect(new InetSocketAddress(base().getHost(), base().getPort()));
      socket
          .getOutputStream()
          .write("GET /letterbox/flood HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertEquals('H', socket.getInputStream().read());
      String[] told =
          RestAssured.given()
              .post(base().resolve("flood"))
              .then()
              .statusCode(200)
              .extract()
              .asString()
              .split(" ");
      String all = String.join(" ", told);
      assertTrue(Integer.parseInt(told[1]) < 25_000, "took " + all);
      assertEquals("0", told[2], "ended while it was poured: " + all);
      assertEquals("1", told[3], "not dropped: " + all);
    }
  }
}
