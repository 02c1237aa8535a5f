package dev.letterbox.testing.client.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * The container of Arquillian: one Payara Micro for all test classes of a JVM. The first class
 * starts it with the WAR that contains all tests; later classes use the same deployment. It ends
 * with the JVM.
 */
public final class SharedPayara implements DeployableContainer<SharedPayara.Configuration> {

  private static final String CONTEXT = "letterbox";

  private static PayaraNode node;

  /** Has no properties. */
  public static final class Configuration implements ContainerConfiguration {
    @Override
    public void validate() {
      // a configuration without properties is always valid
    }
  }

  @Override
  public Class<Configuration> getConfigurationClass() {
    return Configuration.class;
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 5.0");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) {
    HTTPContext http = new HTTPContext("127.0.0.1", nodeWith(archive).port());
    http.add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, CONTEXT));
    return new ProtocolMetaData().addContext(http);
  }

  private static synchronized PayaraNode nodeWith(Archive<?> archive) {
    if (node == null) {
      Path war = TestEnvironment.directory().resolve(CONTEXT + ".war");
      archive.as(ZipExporter.class).exportTo(war.toFile());
      Map<String, String> settings = TestEnvironment.settings();
      settings.computeIfPresent(
          "letterbox.db.url", (name, url) -> url + Deployments.COUNTING_DRIVER);
      node = PayaraNode.start("in-server", war, settings, List.of());
    }
    return node;
  }

  @Override
  public void undeploy(Archive<?> archive) {
    // the other test classes of this JVM use the same deployment
  }
}
