package dev.letterbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
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
import jakarta.ejb.Schedule;
import jakarta.ejb.Timeout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The imports that packages and types may have. */
@AnalyzeClasses(packages = "dev.letterbox", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String API = "dev.letterbox.api..";
  private static final String API_REQUEST = "dev.letterbox.api.request..";
  private static final String SHARED = "dev.letterbox.shared..";
  private static final String MESSAGE = "dev.letterbox.message..";
  private static final String MESSAGE_STORE = "dev.letterbox.message.store..";
  private static final String MAILBOX = "dev.letterbox.mailbox..";
  private static final String CONVERSATION = "dev.letterbox.conversation..";
  private static final String MODERATION = "dev.letterbox.moderation..";
  private static final String BLOCK = "dev.letterbox.block..";
  private static final String OUTBOX = "dev.letterbox.outbox..";
  private static final String OUTBOX_WORKER = "dev.letterbox.outbox.worker..";
  private static final String NOTIFICATION = "dev.letterbox.notification..";
  private static final String LIVE = "dev.letterbox.live..";
  private static final String MAIL = "dev.letterbox.mail..";
  private static final String WEBHOOK = "dev.letterbox.webhook..";
  private static final String ACCOUNT = "dev.letterbox.account..";
  private static final String IDEMPOTENCY = "dev.letterbox.idempotency..";
  private static final String REST = "dev.letterbox.rest..";
  private static final String REST_HTTP = "dev.letterbox.rest.http..";
  private static final String MAINTENANCE = "dev.letterbox.maintenance..";
  private static final String PRIVACY = "dev.letterbox.privacy..";
  private static final String STARTUP = "dev.letterbox.startup..";

  @ArchTest
  static final ArchRule api_depends_on_no_other_package =
      noClassesIn(API)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API))
          .because("other applications compile against it alone");

  @ArchTest
  static final ArchRule api_needs_nothing_but_jakarta_ee =
      classes()
          .that()
          .resideInAPackage(API)
          .and()
          .resideOutsideOfPackage(API_REQUEST)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(API, "java..", "jakarta.ejb.."))
          .because("its jar has no dependencies");

  @ArchTest
  static final ArchRule api_request_needs_nothing_but_jakarta_ee =
      classes()
          .that()
          .resideInAPackage(API_REQUEST)
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
  static final ArchRule api_root_depends_on_no_sub_package =
      noClasses()
          .that()
          .resideInAPackage("dev.letterbox.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.letterbox.api.*..")
          .because("the common journey needs no area of its own");

  @ArchTest
  static final ArchRule api_packages_are_free_of_cycles =
      slices()
          .matching("dev.letterbox.api.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each area can be read by itself");

  @ArchTest
  static final ArchRule shared_depends_only_on_api =
      noClassesIn(SHARED)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED))
          .because("all packages depend on it");

  @ArchTest
  static final ArchRule message_depends_only_on_api_and_shared =
      noClassesIn(MESSAGE)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE))
          .because("message ← mailbox ← conversation ← moderation has no way back");

  @ArchTest
  static final ArchRule message_store_depends_only_on_api_and_shared =
      noClassesIn(MESSAGE_STORE)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE_STORE))
          .because("the owner of tables does not know its callers");

  @ArchTest
  static final ArchRule mailbox_depends_on_message =
      noClassesIn(MAILBOX)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE, MAILBOX))
          .because("message ← mailbox ← conversation ← moderation has no way back");

  @ArchTest
  static final ArchRule conversation_depends_on_mailbox =
      noClassesIn(CONVERSATION)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE, MAILBOX, CONVERSATION))
          .because("message ← mailbox ← conversation ← moderation has no way back");

  @ArchTest
  static final ArchRule moderation_depends_on_conversation =
      noClassesIn(MODERATION)
          .should()
          .dependOnClassesThat(
              letterboxClassesOutside(API, SHARED, MESSAGE, MAILBOX, CONVERSATION, MODERATION))
          .because("writing does not depend on moderation");

  @ArchTest
  static final ArchRule block_depends_only_on_message =
      noClassesIn(BLOCK)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE, BLOCK))
          .because("writing uses blocks only through the filter of the SPI");

  @ArchTest
  static final ArchRule accounts_depend_only_on_api_and_shared =
      noClassesIn(ACCOUNT)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, ACCOUNT))
          .because("another directory can take its place");

  @ArchTest
  static final ArchRule idempotency_depends_only_on_api_and_shared =
      noClassesIn(IDEMPOTENCY)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, IDEMPOTENCY))
          .because("callers pass the work as a function");

  @ArchTest
  static final ArchRule outbox_depends_only_on_message =
      noClassesIn(OUTBOX)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE, OUTBOX))
          .because("it finds makers of records and handlers of batches as beans");

  @ArchTest
  static final ArchRule outbox_does_not_depend_on_its_workers =
      noClassesIn("dev.letterbox.outbox")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(OUTBOX_WORKER)
          .because("records are appended, replayed and erased without workers");

  @ArchTest
  static final ArchRule notification_depends_on_message_outbox_and_account =
      noClassesIn(NOTIFICATION)
          .should()
          .dependOnClassesThat(
              letterboxClassesOutside(API, SHARED, MESSAGE, OUTBOX, ACCOUNT, NOTIFICATION))
          .because("channels are beans, and it observes events of messages");

  @ArchTest
  static final ArchRule webhook_depends_on_message_and_outbox =
      noClassesIn(WEBHOOK)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE, OUTBOX, WEBHOOK))
          .because("it is a second handler of batches, independent of notifications");

  @ArchTest
  static final ArchRule live_depends_only_on_message =
      noClassesIn(LIVE)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MESSAGE, LIVE))
          .because("it observes changes of mailboxes");

  @ArchTest
  static final ArchRule only_erasure_export_and_cleanup_depend_on_notification =
      noClasses()
          .that()
          .resideOutsideOfPackages(NOTIFICATION, PRIVACY, MAINTENANCE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(NOTIFICATION)
          .because("senders of messages do not know which notifications follow");

  @ArchTest
  static final ArchRule only_handlers_erasure_and_cleanup_depend_on_outbox =
      noClasses()
          .that()
          .resideOutsideOfPackages(OUTBOX, NOTIFICATION, WEBHOOK, PRIVACY, MAINTENANCE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(OUTBOX)
          .because("records are appended when an event of a message is observed");

  @ArchTest
  static final ArchRule no_package_depends_on_webhook_or_live =
      noClasses()
          .that()
          .resideOutsideOfPackages(WEBHOOK, LIVE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WEBHOOK, LIVE)
          .because("they are services of the api, and observe events");

  @ArchTest
  static final ArchRule mail_depends_only_on_api_and_shared =
      noClassesIn(MAIL)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, MAIL))
          .because("a channel of another application has no more to go by");

  @ArchTest
  static final ArchRule no_package_depends_on_mail =
      noClasses()
          .that()
          .resideOutsideOfPackage(MAIL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAIL, "jakarta.mail..", "com.samskivert..")
          .because("notifications do not depend on the format and transport of e-mails");

  @ArchTest
  static final ArchRule only_webhook_uses_the_http_client =
      noClasses()
          .that()
          .resideOutsideOfPackage(WEBHOOK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..")
          .because("it checks addresses before it connects to them");

  @ArchTest
  static final ArchRule rest_depends_only_on_api_and_shared =
      noClassesIn(REST)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, REST))
          .because("what REST can do, every application can do");

  @ArchTest
  static final ArchRule what_resources_share_knows_no_area =
      noClassesIn(REST_HTTP)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, REST_HTTP))
          .because("a new area needs no change there");

  @ArchTest
  static final ArchRule packages_of_rest_are_free_of_cycles =
      slices()
          .matching("dev.letterbox.rest.(**)")
          .should()
          .beFreeOfCycles()
          .because("problem ← json ← idempotency ← http ← areas has no way back");

  @ArchTest
  static final ArchRule startup_depends_on_account_and_message =
      noClassesIn(STARTUP)
          .should()
          .dependOnClassesThat(letterboxClassesOutside(API, SHARED, ACCOUNT, MESSAGE, STARTUP))
          .because("it creates the first accounts, and demo messages in an empty store");

  @ArchTest
  static final ArchRule privacy_depends_on_the_owners_of_a_users_rows =
      noClassesIn(PRIVACY)
          .should()
          .dependOnClassesThat(
              letterboxClassesOutside(
                  API, SHARED, ACCOUNT, MESSAGE, BLOCK, IDEMPOTENCY, OUTBOX, NOTIFICATION, PRIVACY))
          .because("it exports and erases rows of a user through the packages that own them");

  @ArchTest
  static final ArchRule maintenance_depends_on_the_owners_of_expired_rows =
      noClassesIn(MAINTENANCE)
          .should()
          .dependOnClassesThat(
              letterboxClassesOutside(
                  API,
                  SHARED,
                  ACCOUNT,
                  MESSAGE,
                  MAILBOX,
                  IDEMPOTENCY,
                  OUTBOX,
                  NOTIFICATION,
                  PRIVACY,
                  MAINTENANCE))
          .because("it schedules deletions and checks in the packages that own the rows");

  @ArchTest
  static final ArchRule no_package_depends_on_rest_startup_or_maintenance =
      noClasses()
          .that()
          .resideOutsideOfPackages(REST, STARTUP, MAINTENANCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(REST, STARTUP, MAINTENANCE)
          .because("requests, the start and timers call the other packages");

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
  static final ArchRule only_maintenance_depends_on_privacy =
      noClasses()
          .that()
          .resideOutsideOfPackages(MAINTENANCE, PRIVACY)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PRIVACY)
          .because("its service is part of the interface for maintenance");

  @ArchTest
  static final ArchRule packages_are_free_of_cycles =
      slices()
          .matching("dev.letterbox.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each package can be understood without its callers");

  @ArchTest
  static final ArchRule only_rest_depends_on_jax_rs =
      noClasses()
          .that()
          .resideOutsideOfPackage(REST)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..")
          .because("services are called by other applications, too");

  @ArchTest
  static final ArchRule rest_and_api_do_not_depend_on_persistence =
      noClasses()
          .that()
          .resideInAnyPackage(REST, API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
          .because("entities and rows never leave the services");

  @ArchTest
  static final ArchRule no_class_depends_on_server_vendors =
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
  static final ArchRule only_shared_depends_on_jdbc_drivers =
      noClasses()
          .that()
          .resideOutsideOfPackage(SHARED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.postgresql..", "org.apache.derby..")
          .because("the data source knows which database it is");

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
  static final ArchRule no_generic_exceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @Test
  void every_package_has_a_package_info() throws Exception {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/dev/letterbox"))) {
      List<Path> undocumented =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> !folder.equals(Path.of("src/main/java/dev/letterbox")))
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      Assertions.assertEquals(List.of(), undocumented);
    }
  }

  private static GivenClassesConjunction noClassesIn(String packages) {
    return noClasses().that().resideInAPackage(packages);
  }

  private static DescribedPredicate<JavaClass> letterboxClassesOutside(String... packages) {
    return resideInAnyPackage("dev.letterbox..")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)))
        .as("classes of Letterbox outside of " + String.join(", ", packages));
  }
}
