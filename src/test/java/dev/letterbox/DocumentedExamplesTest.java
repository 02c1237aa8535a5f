package dev.letterbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation shows the examples that the tests build and deploy. */
class DocumentedExamplesTest {

  private static final Path EXAMPLE = Path.of("examples/alerts");
  private static final Path EAR = Path.of("src/test/resources/ear");

  @Test
  void documentation_contains_each_file_of_the_examples() throws IOException {
    String documentation = Files.readString(Path.of("docs/customising.md"));
    for (Path folder : List.of(EXAMPLE.resolve("src"), EAR)) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> missing =
            files
                .filter(Files::isRegularFile)
                .filter(file -> !containsFile(documentation, file))
                .toList();
        assertEquals(List.of(), missing);
      }
    }
    assertTrue(containsFile(documentation, EXAMPLE.resolve("pom.xml")));
  }

  @Test
  void documentation_shows_the_deployment_descriptor_of_a_caller_as_it_is() throws IOException {
    String documentation = Files.readString(Path.of("docs/servers.md"));
    assertTrue(
        containsFile(
            documentation, Path.of("examples/orders/src/main/webapp/WEB-INF/ejb-jar.xml")));
  }

  private static boolean containsFile(String text, Path file) {
    try {
      return text.contains("\n" + Files.readString(file) + "```");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
