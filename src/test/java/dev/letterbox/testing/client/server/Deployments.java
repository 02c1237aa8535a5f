package dev.letterbox.testing.client.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.jdbc.LetterboxDataSource;
import dev.letterbox.testing.support.statement.CountingSocketFactory;
import dev.letterbox.testing.support.statement.RecordingDataSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filter;
import org.jboss.shrinkwrap.api.GenericArchive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.postgresql.Driver;

/** The archives that the tests deploy. */
public final class Deployments {

  /** A part of a URL of PostgreSQL: what is sent there is counted, by a class of the WAR. */
  public static final String COUNTING_DRIVER =
      "?socketFactory=" + CountingSocketFactory.class.getName();

  private static final String WEB_XML = "/WEB-INF/web.xml";

  /**
   * Test classes that the server can load: neither unit tests nor client code nor other
   * applications.
   */
  private static final Pattern IN_SERVER_CLASSES =
      Pattern.compile(
          "(?!.*/(testing/client|testing/otherapp|benchmark)/)(?!.*Test(\\$.*)?\\.class).*\\.class");

  private static final Pattern SHOP_WAR_CLASSES = Pattern.compile(".*/testing/otherapp/.*");

  private static final String COUNTING_CLASSES =
      "|.*/statement/(CountingSocketFactory|FrontendMessages|Recording|StatementRecorder)(\\$.*)?\\.class";
  private static final Pattern BENCHMARK_CLASSES =
      Pattern.compile(".*/benchmark/(server/.*|floor/FloorDataSource\\.class)" + COUNTING_CLASSES);
  private static final Pattern FLOOR_CLASSES =
      Pattern.compile(".*/benchmark/floor/.*" + COUNTING_CLASSES);

  private Deployments() {}

  /** The shipped WAR, unchanged. */
  public static WebArchive shipped() {
    return ShrinkWrap.create(ZipImporter.class, "letterbox.war")
        .importFrom(new File(TestEnvironment.property("letterbox.test.war")))
        .as(WebArchive.class);
  }

  /** The shipped WAR with the tests, counted statements, a settable clock and two of the docs. */
  public static WebArchive withTests() {
    File docs = new File(TestEnvironment.property("letterbox.test.docs"));
    WebArchive war = shipped();
    return war.setWebXML(new StringAsset(countingWebXml(war)))
        .merge(testClasses(), "/WEB-INF/classes", including(IN_SERVER_CLASSES))
        .addAsResource(new File(docs, "schema.md"), "schema.md")
        .addAsResource(new File(docs, "performance.md"), "performance.md")
        .addAsLibraries(libraryOf(Awaitility.class), libraryOf(Matcher.class));
  }

  /** The shipped WAR and another application in one EAR. */
  public static EnterpriseArchive ear() {
    WebArchive shop =
        ShrinkWrap.create(WebArchive.class, "shop.war")
            .merge(testClasses(), "/WEB-INF/classes", including(SHOP_WAR_CLASSES))
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    return ShrinkWrap.create(EnterpriseArchive.class, "shop.ear")
        .addAsModules(shipped(), shop)
        .addAsLibraries(new File(TestEnvironment.property("letterbox.test.api")))
        .setApplicationXML("ear/application.xml")
        .addAsManifestResource(
            "ear/jboss-deployment-structure.xml", "jboss-deployment-structure.xml");
  }

  /** The shipped WAR with what the benchmark calls inside the server. */
  public static WebArchive withBenchmark() {
    return shipped().merge(testClasses(), "/WEB-INF/classes", including(BENCHMARK_CLASSES));
  }

  /** The application without Letterbox that the benchmark compares with. */
  public static WebArchive floor() {
    return ShrinkWrap.create(WebArchive.class, "floor.war")
        .merge(testClasses(), "/WEB-INF/classes", including(FLOOR_CLASSES))
        .addAsLibraries(libraryOf(Driver.class))
        .setWebXML("benchmark/floor-web.xml")
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  private static Filter<ArchivePath> including(Pattern paths) {
    return path -> paths.matcher(path.get()).matches();
  }

  private static String countingWebXml(WebArchive war) {
    String shipped = LetterboxDataSource.class.getName();
    String webXml = readWebXml(war);
    if (!webXml.contains(shipped)) {
      throw new IllegalStateException(WEB_XML + " has no data source " + shipped);
    }
    return webXml.replace(shipped, RecordingDataSource.class.getName());
  }

  private static String readWebXml(WebArchive war) {
    try (InputStream stream = war.get(WEB_XML).getAsset().openStream()) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GenericArchive testClasses() {
    return ShrinkWrap.create(ExplodedImporter.class, "tests")
        .importDirectory(TestEnvironment.property("letterbox.test.classes"))
        .as(GenericArchive.class);
  }

  private static File libraryOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
