package dev.letterbox;

import dev.letterbox.testing.client.HttpTestSupport;
import dev.letterbox.testing.client.server.SharedServer;
import dev.letterbox.testing.client.server.TestEnvironment;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/** The shipped WAR without demo mode, with the settings of {@link TestEnvironment}. */
@Tag("production")
abstract class ProductionTestBase implements HttpTestSupport {

  @Override
  public URI base() {
    return SharedServer.PRODUCTION.base();
  }

  @Override
  public RequestSpecification asAdmin() {
    return anonymous().auth().preemptive().basic("admin", TestEnvironment.ADMIN_PASSWORD);
  }
}
