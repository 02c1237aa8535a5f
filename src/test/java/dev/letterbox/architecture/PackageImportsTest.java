package dev.letterbox.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.letterbox.architecture.LetterboxPackages.ACCOUNT;
import static dev.letterbox.architecture.LetterboxPackages.API;
import static dev.letterbox.architecture.LetterboxPackages.API_INTERNAL;
import static dev.letterbox.architecture.LetterboxPackages.BLOCK;
import static dev.letterbox.architecture.LetterboxPackages.CONVERSATION;
import static dev.letterbox.architecture.LetterboxPackages.IDEMPOTENCY;
import static dev.letterbox.architecture.LetterboxPackages.LIVE;
import static dev.letterbox.architecture.LetterboxPackages.MAIL;
import static dev.letterbox.architecture.LetterboxPackages.MAILBOX;
import static dev.letterbox.architecture.LetterboxPackages.MAINTENANCE;
import static dev.letterbox.architecture.LetterboxPackages.MESSAGE;
import static dev.letterbox.architecture.LetterboxPackages.MESSAGE_STORE;
import static dev.letterbox.architecture.LetterboxPackages.MODERATION;
import static dev.letterbox.architecture.LetterboxPackages.NOTIFICATION;
import static dev.letterbox.architecture.LetterboxPackages.OUTBOX;
import static dev.letterbox.architecture.LetterboxPackages.OUTBOX_WORKER;
import static dev.letterbox.architecture.LetterboxPackages.PRIVACY;
import static dev.letterbox.architecture.LetterboxPackages.REST;
import static dev.letterbox.architecture.LetterboxPackages.REST_HTTP;
import static dev.letterbox.architecture.LetterboxPackages.SHARED;
import static dev.letterbox.architecture.LetterboxPackages.STARTUP;
import static dev.letterbox.architecture.LetterboxPackages.WEBHOOK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which packages of Letterbox each package imports. */
@AnalyzeClasses(packages = "dev.letterbox", importOptions = DoNotIncludeTests.class)
class PackageImportsTest {

  private static final Set<String> PACKAGES_WITH_A_RULE = new TreeSet<>();

  @ArchTest
  static final ArchRule api = importsOf(API).because("other applications compile against it alone");

  @ArchTest
  static final ArchRule api_root_depends_on_no_sub_package =
      noClasses()
          .that()
          .resideInAPackage("dev.letterbox.api")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.letterbox.api.*..").and(resideOutsideOfPackage(API_INTERNAL)))
          .because("the common journey needs no area of its own");

  @ArchTest
  static final ArchRule api_internal_serves_the_api_only =
      noClasses()
          .that()
          .resideOutsideOfPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(API_INTERNAL)
          .because("it can change without notice");

  @ArchTest
  static final ArchRule api_packages_are_free_of_cycles =
      slices()
          .matching("dev.letterbox.api.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each area can be read by itself");

  @ArchTest
  static final ArchRule shared =
      importsOf(SHARED, API).because("all packages but the api depend on it");

  @ArchTest
  static final ArchRule message =
      importsOf(MESSAGE, API, SHARED)
          .because("writing does not know which notifications and views follow");

  @ArchTest
  static final ArchRule message_store =
      importsOf(MESSAGE_STORE, API, SHARED)
          .because("the owner of tables does not know its callers");

  @ArchTest
  static final ArchRule mailbox =
      importsOf(MAILBOX, API, SHARED, MESSAGE)
          .because("message ← mailbox ← moderation has no way back");

  @ArchTest
  static final ArchRule conversation =
      importsOf(CONVERSATION, API, SHARED, MESSAGE)
          .because("drafts are made of messages, whatever their folder");

  @ArchTest
  static final ArchRule moderation =
      importsOf(MODERATION, API, SHARED, MESSAGE, MAILBOX)
          .because("message ← mailbox ← moderation has no way back");

  @ArchTest
  static final ArchRule block =
      importsOf(BLOCK, API, SHARED, MESSAGE)
          .because("writing uses blocks only through the filter of the SPI");

  @ArchTest
  static final ArchRule account =
      importsOf(ACCOUNT, API, SHARED).because("another directory can take its place");

  @ArchTest
  static final ArchRule idempotency =
      importsOf(IDEMPOTENCY, API, SHARED).because("callers pass the work as a function");

  @ArchTest
  static final ArchRule outbox =
      importsOf(OUTBOX, API, SHARED, MESSAGE)
          .because("it finds makers of records and handlers of batches as beans");

  @ArchTest
  static final ArchRule outbox_does_not_depend_on_its_workers =
      noClasses()
          .that()
          .resideInAPackage("dev.letterbox.outbox")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(OUTBOX_WORKER)
          .because("records are appended, replayed and erased without workers");

  @ArchTest
  static final ArchRule notification =
      importsOf(NOTIFICATION, API, SHARED, MESSAGE, OUTBOX, ACCOUNT)
          .because("channels are beans, and it observes events of messages");

  @ArchTest
  static final ArchRule webhook =
      importsOf(WEBHOOK, API, SHARED, MESSAGE, OUTBOX)
          .because("it is a second handler of batches, independent of notifications");

  @ArchTest
  static final ArchRule live =
      importsOf(LIVE, API, SHARED, MESSAGE).because("it observes changes of mailboxes");

  @ArchTest
  static final ArchRule mail =
      importsOf(MAIL, API, SHARED).because("a channel of another application has no more to go by");

  @ArchTest
  static final ArchRule rest =
      importsOf(REST, API, SHARED).because("what REST can do, every application can do");

  @ArchTest
  static final ArchRule what_resources_share_knows_no_area =
      importsOf(REST_HTTP, API, SHARED).because("a new area needs no change there");

  @ArchTest
  static final ArchRule packages_of_rest_are_free_of_cycles =
      slices()
          .matching("dev.letterbox.rest.(**)")
          .should()
          .beFreeOfCycles()
          .because("problem ← json ← idempotency ← http ← areas has no way back");

  @ArchTest
  static final ArchRule startup =
      importsOf(STARTUP, API, SHARED, ACCOUNT, MESSAGE)
          .because("it creates the first accounts, and demo messages in an empty store");

  @ArchTest
  static final ArchRule privacy =
      importsOf(PRIVACY, API, SHARED, ACCOUNT, MESSAGE, BLOCK, IDEMPOTENCY, OUTBOX, NOTIFICATION)
          .because("it exports and erases rows of a user through the packages that own them");

  @ArchTest
  static final ArchRule maintenance =
      importsOf(MAINTENANCE, API, SHARED, ACCOUNT, MESSAGE, IDEMPOTENCY, OUTBOX, PRIVACY)
          .because(
              "it schedules deletions and checks in the packages that own the rows, and its"
                  + " service exports and erases");

  @ArchTest
  static final ArchRule packages_are_free_of_cycles =
      slices()
          .matching("dev.letterbox.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each package can be understood without its callers");

  @Test
  void every_package_has_a_rule() throws Exception {
    try (Stream<Path> folders = Files.list(Path.of("src/main/java/dev/letterbox"))) {
      Set<String> packages =
          folders
              .map(folder -> "dev.letterbox." + folder.getFileName() + "..")
              .collect(Collectors.toCollection(TreeSet::new));
      packages.removeAll(PACKAGES_WITH_A_RULE);
      assertEquals(Set.of(), packages);
    }
  }

  private static ArchRule importsOf(String own, String... permitted) {
    PACKAGES_WITH_A_RULE.add(own);
    return classes()
        .that()
        .resideInAPackage(own)
        .should(OnlyPermittedImports.ofLetterbox(own, permitted));
  }
}
