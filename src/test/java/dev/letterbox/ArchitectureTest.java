package dev.letterbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
@AnalyzeClasses(packages = "dev.letterbox", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String API = "dev.letterbox.api..";
  private static final String API_OF_REQUESTS = "dev.letterbox.api.request..";
  private static final String SHARED = "dev.letterbox.shared..";
  private static final String MESSAGE = "dev.letterbox.message..";
  private static final String MAILBOX = "dev.letterbox.mailbox..";
  private static final String CONVERSATION = "dev.letterbox.conversation..";
  private static final String MODERATION = "dev.letterbox.moderation..";
  private static final String BLOCKING = "dev.letterbox.blocking..";
  private static final String NOTIFICATION = "dev.letterbox.notification..";
  private static final String MAIL = "dev.letterbox.mail..";
  private static final String WEBHOOK = "dev.letterbox.webhook..";
  private static final String USER = "dev.letterbox.user..";
  private static final String IDEMPOTENCY = "dev.letterbox.idempotency..";
  private static final String REST = "dev.letterbox.rest..";
  private static final String CLI = "dev.letterbox.cli..";
  private static final String MAINTENANCE = "dev.letterbox.maintenance..";

  @ArchTest
  static final ArchRule api_imports_nothing_of_ours =
      room(API)
          .should()
          .dependOnClassesThat(oursOutside(API))
          .because("other applications compile against it alone");

  @ArchTest
  static final ArchRule api_needs_nothing_but_jakarta_ee =
      classes()
          .that()
          .resideInAPackage(API)
          .and()
          .resideOutsideOfPackage(API_OF_REQUESTS)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(API, "java..", "jakarta.ejb.."))
          .because("its jar has no dependencies");

  @ArchTest
  static final ArchRule api_of_requests_needs_nothing_but_jakarta_ee =
      classes()
          .that()
          .resideInAPackage(API_OF_REQUESTS)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  API,
                  "java..",
                  "jakarta.ejb..",
                  "jakarta.enterprise..",
                  "jakarta.inject..",
                  "jakarta.servlet.."))
          .because("it is a bean of applications that answer requests");

  @ArchTest
  static final ArchRule shared_imports_only_api =
      room(SHARED)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED))
          .because("every room stands on it");

  @ArchTest
  static final ArchRule message_is_the_lowest_room =
      room(MESSAGE)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, MESSAGE))
          .because("message ← mailbox ← conversation ← moderation has no way back");

  @ArchTest
  static final ArchRule mailbox_stands_on_message =
      room(MAILBOX)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, MESSAGE, MAILBOX))
          .because("message ← mailbox ← conversation ← moderation has no way back");

  @ArchTest
  static final ArchRule conversation_stands_on_mailbox =
      room(CONVERSATION)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, MESSAGE, MAILBOX, CONVERSATION))
          .because("message ← mailbox ← conversation ← moderation has no way back");

  @ArchTest
  static final ArchRule moderation_is_the_highest_room =
      room(MODERATION)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, MESSAGE, MAILBOX, CONVERSATION, MODERATION))
          .because("whoever writes does not know who judges");

  @ArchTest
  static final ArchRule blocking_is_a_filter_like_any_other =
      room(BLOCKING)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, MESSAGE, BLOCKING))
          .because("whoever writes does not know that there are blocks");

  @ArchTest
  static final ArchRule users_are_a_room_of_their_own =
      room(USER)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, USER))
          .because("another directory can take its place");

  @ArchTest
  static final ArchRule idempotency_does_not_know_what_is_done_once =
      room(IDEMPOTENCY)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, IDEMPOTENCY))
          .because("whoever asks brings the work along");

  @ArchTest
  static final ArchRule notification_hears_events =
      room(NOTIFICATION)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, MESSAGE, WEBHOOK, NOTIFICATION))
          .because("it hears of what happened by events");

  @ArchTest
  static final ArchRule webhook_posts_what_it_is_given =
      room(WEBHOOK)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, WEBHOOK))
          .because("notification knows what there is to tell, and when");

  @ArchTest
  static final ArchRule only_notification_imports_webhook =
      noClasses()
          .that()
          .resideOutsideOfPackages(WEBHOOK, NOTIFICATION)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WEBHOOK)
          .because("webhooks are told like everybody else, out of the outbox");

  @ArchTest
  static final ArchRule nobody_imports_notification =
      noClasses()
          .that()
          .resideOutsideOfPackage(NOTIFICATION)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(NOTIFICATION)
          .because("whoever writes does not know who is told, or how");

  @ArchTest
  static final ArchRule mail_is_a_channel_like_any_other =
      room(MAIL)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, MAIL))
          .because("a channel of another application has no more to go by");

  @ArchTest
  static final ArchRule nobody_imports_mail =
      noClasses()
          .that()
          .resideOutsideOfPackage(MAIL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAIL, "jakarta.mail..", "com.samskivert..")
          .because("whoever has something to tell does not know how mails are written and sent");

  @ArchTest
  static final ArchRule nobody_but_webhooks_speaks_to_other_servers =
      noClasses()
          .that()
          .resideOutsideOfPackage(WEBHOOK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..")
          .because("there addresses are checked before anybody is connected to");

  @ArchTest
  static final ArchRule rest_calls_the_api_like_any_other_application =
      room(REST)
          .should()
          .dependOnClassesThat(oursOutside(API, SHARED, REST))
          .because("what REST can do, every application can do");

  @ArchTest
  static final ArchRule nobody_imports_rest_or_maintenance =
      noClasses()
          .that()
          .resideOutsideOfPackages(REST, MAINTENANCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(REST, MAINTENANCE)
          .because("they are edges: requests and the start come in there");

  @ArchTest
  static final ArchRule rooms_are_free_of_cycles =
      slices()
          .matching("dev.letterbox.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each room can be read without the ones above it");

  @ArchTest
  static final ArchRule http_stays_in_rest =
      noClasses()
          .that()
          .resideOutsideOfPackage(REST)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..")
          .because("services are called by other applications, too");

  @ArchTest
  static final ArchRule persistence_stays_out_of_rest_and_api =
      noClasses()
          .that()
          .resideInAnyPackage(REST, API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
          .because("entities and rows never leave the services");

  @ArchTest
  static final ArchRule no_vendor =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.glassfish..",
              "fish.payara..",
              "org.eclipse.angus..",
              "com.sun.mail..",
              "org.jboss..",
              "org.hibernate..",
              "org.eclipse.persistence..")
          .because("the same WAR runs on every server");

  @ArchTest
  static final ArchRule drivers_stay_in_the_data_source =
      noClasses()
          .that()
          .resideOutsideOfPackage(SHARED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.postgresql..", "org.apache.derby..")
          .because("the data source knows which database it is");

  @ArchTest
  static final ArchRule only_the_clock_knows_the_time =
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
          .doNotHaveFullyQualifiedName("dev.letterbox.notification.AfterCommit")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "fireAsync", call -> call.getTarget().getName().equals("fireAsync")))
          .because("inside a transaction they would arrive before the commit");

  @ArchTest
  static final ArchRule only_the_command_line_has_standard_streams =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should(ACCESS_STANDARD_STREAMS)
          .because("a server logs");

  @ArchTest
  static final ArchRule command_line_needs_a_jdk_only =
      classes()
          .that()
          .resideInAPackage(CLI)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(CLI, "java.."))
          .because("its jar has no dependencies, and asks a server for everything");

  @ArchTest
  static final ArchRule no_generic_exceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @Test
  void every_package_says_what_lives_there() throws Exception {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/dev/letterbox"))) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> !folder.equals(Path.of("src/main/java/dev/letterbox")))
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      Assertions.assertEquals(List.of(), silent);
    }
  }

  private static GivenClassesConjunction room(String packages) {
    return noClasses().that().resideInAPackage(packages);
  }

  private static DescribedPredicate<JavaClass> oursOutside(String... packages) {
    return resideInAnyPackage("dev.letterbox..")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)))
        .as("classes of Letterbox outside of " + String.join(", ", packages));
  }
}
