package dev.letterbox;

import dev.letterbox.rest.StatementsOfRequestsTests;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.ClockTests;
import dev.letterbox.shared.DataSourceTests;
import dev.letterbox.shared.Names;
import dev.letterbox.testing.Http;
import dev.letterbox.testing.SettableClock;
import dev.letterbox.testing.client.Deployments;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The tests that run inside the server, in one deployment: each interface holds those of one
 * matter. Arquillian finds a test by its name alone, so a name must be there once.
 */
@ArquillianTest
class ServicesIT implements DataSourceTests, ClockTests, StatementsOfRequestsTests {

  @Resource(lookup = Names.DATA_SOURCE)
  private DataSource dataSource;

  @Inject private SettableClock clock;

  @Inject private Clock clockOfTheApplication;

  @ArquillianResource private URL url;

  @Deployment
  static WebArchive war() {
    return Deployments.withTests();
  }

  @Override
  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  @Override
  public Clock clockOfTheApplication() {
    return clockOfTheApplication;
  }

  @Override
  public URI base() {
    return Http.onLoopback(url);
  }
}
