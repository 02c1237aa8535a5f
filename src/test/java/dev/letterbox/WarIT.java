package dev.letterbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.server.TestEnvironment;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The content of the WAR. */
@Tag("artifacts")
class WarIT {

  private static final String LIB = "WEB-INF/lib/";

  @Test
  void war_contains_these_libraries_and_no_others() throws IOException {
    try (JarFile war = new JarFile(TestEnvironment.property("letterbox.test.war"))) {
      Set<String> libraries =
          war.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(LIB) && name.endsWith(".jar"))
              .map(name -> name.substring(LIB.length()).replaceFirst("-[0-9.]+\\.jar$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(
          new TreeSet<>(
              Set.of(
                  "bucket4j_jdk17-core",
                  "caffeine",
                  "derby",
                  "derbyshared",
                  "derbytools",
                  "flyway-core",
                  "flyway-database-cockroachdb",
                  "flyway-database-derby",
                  "flyway-database-postgresql",
                  "httpclient5",
                  "httpcore5",
                  "httpcore5-h2",
                  "jmustache",
                  "nbvcxz",
                  "postgresql",
                  "slf4j-api",
                  "slf4j-jdk14")),
          libraries);
    }
  }
}
