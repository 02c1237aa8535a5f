package dev.letterbox;

import dev.letterbox.api.request.EarNoticeTests;
import dev.letterbox.testing.client.WildFlyServer;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The shipped WAR over HTTP, alone and in an EAR, on WildFly with PostgreSQL. */
class RestOnWildFlyIT implements HttpTests, EarNoticeTests {

  private static WildFlyServer wildFly;

  @BeforeAll
  static void start() throws IOException {
    wildFly = WildFlyServer.start();
  }

  @AfterAll
  static void stop() {
    if (wildFly != null) {
      wildFly.close();
    }
  }

  @Override
  public URI base() {
    return wildFly.base();
  }
}
