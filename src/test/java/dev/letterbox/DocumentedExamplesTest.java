package dev.letterbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation shows the examples that the tests build and deploy. */
class DocumentedExamplesTest {

  private static final Path EXAMPLE = Path.of("examples/alerts");
  private static final Path EAR = Path.of("src/test/resources/ear");
  private static final Path MAIN = Path.of("src/main/java");
  private static final Pattern JNDI_NAME =
      Pattern.compile("java:global/letterbox/(\\w+![\\w.]+\\w)");

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

  @Test
  void documented_jndi_names_are_those_of_the_services() throws Exception {
    Set<String> services = new TreeSet<>();
    for (Path source : filesIn(MAIN, "ServiceBean.java")) {
      services.add(jndiName(classOf(source)));
    }
    Set<String> documented = new TreeSet<>();
    List<Path> texts = new ArrayList<>(List.of(Path.of("README.md")));
    texts.addAll(filesIn(Path.of("docs"), ".md"));
    texts.addAll(filesIn(Path.of("examples"), ".java"));
    texts.addAll(filesIn(MAIN, ".java"));
    for (Path text : texts) {
      JNDI_NAME
          .matcher(Files.readString(text))
          .results()
          .map(name -> name.group(1))
          .forEach(documented::add);
    }
    assertEquals(services, documented);
  }

  private static Class<?> classOf(Path source) throws ClassNotFoundException {
    String path = MAIN.relativize(source).toString();
    return Class.forName(path.replace(".java", "").replaceAll("[/\\\\]", "."));
  }

  private static String jndiName(Class<?> bean) {
    Stateless stateless = bean.getAnnotation(Stateless.class);
    String name = stateless == null ? bean.getAnnotation(Singleton.class).name() : stateless.name();
    return name + "!" + bean.getInterfaces()[0].getName();
  }

  private static List<Path> filesIn(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private static boolean containsFile(String text, Path file) {
    try {
      return text.contains("\n" + Files.readString(file) + "```");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
