package dev.letterbox.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static dev.letterbox.architecture.LetterboxPackages.API;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.letterbox.shared.jdbc.Dialect;
import jakarta.ejb.Schedule;
import jakarta.ejb.Timeout;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names and sizes of types and packages, and calls that belong to one class. */
@AnalyzeClasses(packages = "dev.letterbox", importOptions = DoNotIncludeTests.class)
class CodingRulesTest {

  private static final int MAX_FILES = 25;
  private static final int MAX_LINES = 300;
  private static final String PACKAGE_INFO = "package-info.java";
  private static final Path MAIN = Path.of("src/main/java/dev/letterbox");
  private static final Path TESTS = Path.of("src/test/java/dev/letterbox");

  @ArchTest
  static final ArchRule timers_are_named_as_such =
      methods()
          .that()
          .areAnnotatedWith(Schedule.class)
          .or()
          .areAnnotatedWith(Timeout.class)
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Timer")
          .because("names show what runs without a request");

  @ArchTest
  static final ArchRule resources_are_named_as_such =
      classes()
          .that()
          .areAnnotatedWith(jakarta.ws.rs.Path.class)
          .should()
          .haveSimpleNameEndingWith("Resource")
          .because("names show what serves a path");

  @ArchTest
  static final ArchRule services_are_implemented_by_service_beans =
      classes()
          .that()
          .resideOutsideOfPackage(API)
          .and()
          .areAssignableTo(
              Predicates.INTERFACES
                  .and(resideInAPackage(API))
                  .and(nameEndingWith("Service"))
                  .as("services of the api"))
          .should()
          .haveSimpleNameEndingWith("ServiceBean")
          .because("names show where a call of another application arrives");

  @ArchTest
  static final ArchRule exception_mappers_are_named_as_such =
      classes()
          .that()
          .implement(ExceptionMapper.class)
          .should()
          .haveSimpleNameEndingWith("ExceptionMapper")
          .because("names show what answers for an exception");

  @ArchTest
  static final ArchRule only_twins_are_chosen_by_the_database =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Statements")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "choose",
                  call ->
                      call.getTarget().getName().equals("choose")
                          && call.getTargetOwner().isEquivalentTo(Dialect.class)))
          .because("other code states what it needs, and the dialect decides");

  @ArchTest
  static final ArchRule outbox_knows_neither_mail_nor_webhook_types =
      noClasses()
          .that()
          .resideInAPackage("dev.letterbox.outbox..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("dev\\.letterbox\\..*\\.(Mail(?!box)|OutgoingMail|Smtp|Webhook)\\w*")
          .because("a record says for which channel it is, and its handler does the rest");

  @ArchTest
  static final ArchRule only_the_clock_reads_the_time =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.letterbox.shared.Clock")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "now",
                  call ->
                      call.getTarget().getName().equals("currentTimeMillis")
                          || (call.getTarget().getName().equals("now")
                              && call.getTargetOwner().getPackageName().equals("java.time"))))
          .because("tests set the clock");

  @ArchTest
  static final ArchRule asynchronous_events_are_fired_after_the_commit =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.letterbox.message.AsyncEventRelay")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "fireAsync", call -> call.getTarget().getName().equals("fireAsync")))
          .because("inside a transaction they would arrive before the commit");

  @ArchTest
  static final ArchRule no_class_uses_standard_streams =
      noClasses().should(ACCESS_STANDARD_STREAMS).because("a server logs");

  @ArchTest
  static final ArchRule no_generic_exceptions =
      noClasses()
          .should(THROW_GENERIC_EXCEPTIONS)
          .because("the type of an exception decides the response and the rollback");

  @Test
  void every_package_has_a_package_info() throws IOException {
    assertEquals(
        List.of(),
        contentsOf(MAIN).stream()
            .filter(Files::isDirectory)
            .filter(folder -> !folder.equals(MAIN))
            .filter(folder -> !Files.exists(folder.resolve(PACKAGE_INFO)))
            .toList());
  }

  @Test
  void package_has_at_most_25_files_beside_its_package_info() throws IOException {
    Map<Path, Long> sizes =
        sources()
            .filter(file -> !file.endsWith(PACKAGE_INFO))
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    assertEquals(Map.of(), aboveLimit(sizes, MAX_FILES));
  }

  @Test
  void file_has_at_most_300_lines() throws IOException {
    Map<Path, Long> lengths =
        sources().collect(Collectors.toMap(Function.identity(), CodingRulesTest::countLines));
    assertEquals(Map.of(), aboveLimit(lengths, MAX_LINES));
  }

  private static Stream<Path> sources() throws IOException {
    return Stream.concat(contentsOf(MAIN).stream(), contentsOf(TESTS).stream())
        .filter(file -> file.toString().endsWith(".java"));
  }

  private static List<Path> contentsOf(Path root) throws IOException {
    try (Stream<Path> contents = Files.walk(root)) {
      return contents.toList();
    }
  }

  private static long countLines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Path, Long> aboveLimit(Map<Path, Long> sizes, int limit) {
    Map<Path, Long> large = new TreeMap<>(sizes);
    large.values().removeIf(size -> size <= limit);
    return large;
  }
}
