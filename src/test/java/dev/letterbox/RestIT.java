package dev.letterbox;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.client.Deployments;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The shipped WAR over HTTP, on Payara Micro. */
@ArquillianTest
class RestIT implements HttpTests {

  @ArquillianResource private URL url;

  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.shipped();
  }

  @Override
  public URI base() {
    return Http.base(url);
  }
}
