package dev.letterbox;

import dev.letterbox.api.request.EarTests;
import dev.letterbox.testing.client.WildFly;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The shipped WAR over HTTP, alone and in an EAR, on WildFly with PostgreSQL. */
class RestOnWildFlyIT implements HttpTests, EarTests {

  private static WildFly wildFly;

  @BeforeAll
  static void start() throws IOException {
    wildFly = WildFly.start();
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
