package dev.letterbox.testing.client;

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
