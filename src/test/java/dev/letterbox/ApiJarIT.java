package dev.letterbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.server.TestEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The api jar, as other applications compile against it. */
@Tag("artifacts")
class ApiJarIT {

  @Test
  void api_jar_contains_the_api_package_alone() throws IOException {
    Path jar = Path.of(TestEnvironment.property("letterbox.test.api"));
    assertTrue(jar.getFileName().toString().matches("letterbox-.*-api\\.jar"), jar.toString());
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> entries =
          file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertTrue(entries.contains("dev/letterbox/api/MessageService.class"), entries.toString());
      assertTrue(entries.contains("dev/letterbox/api/spi/UserDirectory.class"));
      assertTrue(entries.contains("dev/letterbox/api/request/Notices.class"));
      assertTrue(entries.contains("META-INF/beans.xml"), "CDI looks for beans in it");
      assertTrue(entries.contains("dev/letterbox/api/event/MessageSent.class"));
      assertEquals(
          List.of(),
          entries.stream()
              .filter(name -> !name.startsWith("dev/letterbox/api/"))
              .filter(name -> !name.startsWith("META-INF/"))
              .toList());
    }
  }

  @Test
  void caller_gets_nothing_but_the_api_jar_on_its_class_path() throws IOException {
    String classPath = Files.readString(target("orders").resolve("class-path.txt"));
    assertEquals(
        List.of(Path.of(TestEnvironment.property("letterbox.test.api")).getFileName()),
        Stream.of(classPath.trim().split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> !path.toString().contains("/jakarta/"))
            .map(Path::getFileName)
            .toList());
  }

  @Test
  void source_of_the_api_is_published() throws IOException {
    try (JarFile sources = new JarFile(TestEnvironment.property("letterbox.test.sources"))) {
      assertNotNull(sources.getEntry("dev/letterbox/api/MessageService.java"));
    }
  }

  private static Path target(String example) {
    return Path.of(TestEnvironment.property("letterbox.test.examples"), example, "target");
  }
}
