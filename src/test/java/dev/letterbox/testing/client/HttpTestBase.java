package dev.letterbox.testing.client;

import dev.letterbox.testing.client.server.SharedServer;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/** A test over HTTP of the shipped WAR in demo mode, which runs on each server. */
@Tag("http")
public abstract class HttpTestBase implements HttpTestSupport {

  @Override
  public URI base() {
    return SharedServer.SHIPPED.base();
  }
}
