package dev.letterbox;

import dev.letterbox.rest.StatementsOfRequestsTests;
import dev.letterbox.shared.ClockTests;
import dev.letterbox.shared.DataSourceTests;
import dev.letterbox.shared.Names;
import dev.letterbox.testing.Http;
import dev.letterbox.testing.client.Deployments;
import jakarta.annotation.Resource;
import java.net.URI;
import java.net.URL;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The tests that run inside Payara Micro, in one deployment for each database. */
@ArquillianTest
class ServicesIT implements ClockTests, DataSourceTests, StatementsOfRequestsTests {

  @Resource(lookup = Names.DATA_SOURCE)
  private DataSource dataSource;

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
  public URI base() {
    return Http.base(url);
  }
}
