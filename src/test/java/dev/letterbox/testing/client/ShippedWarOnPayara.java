package dev.letterbox.testing.client;

import dev.letterbox.testing.support.TestHttpClient;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The shipped WAR on Payara Micro, known by its address only. */
public abstract class ShippedWarOnPayara implements HttpTestSupport {

  @ArquillianResource private URL url;

  @Deployment(testable = false)
  public static WebArchive war() {
    return Deployments.shipped();
  }

  @Override
  public URI base() {
    return TestHttpClient.base(url);
  }
}
