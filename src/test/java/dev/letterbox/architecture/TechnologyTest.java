package dev.letterbox.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.letterbox.architecture.LetterboxPackages.ACCOUNT;
import static dev.letterbox.architecture.LetterboxPackages.API;
import static dev.letterbox.architecture.LetterboxPackages.API_REQUEST;
import static dev.letterbox.architecture.LetterboxPackages.MAIL;
import static dev.letterbox.architecture.LetterboxPackages.PRIVACY;
import static dev.letterbox.architecture.LetterboxPackages.REST;
import static dev.letterbox.architecture.LetterboxPackages.REST_ACCOUNT;
import static dev.letterbox.architecture.LetterboxPackages.SHARED_JDBC;
import static dev.letterbox.architecture.LetterboxPackages.WEBHOOK;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.letterbox.api.account.Account;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.spi.User;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which packages use which technology, and know which kind of data. */
@AnalyzeClasses(packages = "dev.letterbox", importOptions = DoNotIncludeTests.class)
class TechnologyTest {

  @ArchTest
  static final ArchRule api_needs_nothing_but_jakarta_ee =
      classes()
          .that()
          .resideInAPackage(API)
          .and()
          .resideOutsideOfPackage(API_REQUEST)
          .should(OnlyPermittedImports.ofAll(API, "jakarta.ejb.."))
          .because("its jar has no dependencies");

  @ArchTest
  static final ArchRule api_request_needs_nothing_but_jakarta_ee =
      classes()
          .that()
          .resideInAPackage(API_REQUEST)
          .should(
              OnlyPermittedImports.ofAll(
                  API,
                  "jakarta.ejb..",
                  "jakarta.enterprise..",
                  "jakarta.inject..",
                  "jakarta.servlet.."))
          .because("it is a bean of applications that answer requests");

  @ArchTest
  static final ArchRule only_mail_sends_mails =
      noClasses()
          .that()
          .resideOutsideOfPackage(MAIL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "com.samskivert..")
          .because("notifications do not depend on the format and transport of e-mails");

  @ArchTest
  static final ArchRule only_mail_reads_the_address_of_a_user =
      noClasses()
          .that()
          .resideOutsideOfPackage(MAIL)
          .should()
          .accessTargetWhere(readsEmailOf(User.class))
          .because("each channel knows where it reaches a user");

  @ArchTest
  static final ArchRule only_account_export_and_rest_read_the_address_of_an_account =
      noClasses()
          .that()
          .resideOutsideOfPackages(ACCOUNT, PRIVACY, REST_ACCOUNT)
          .should()
          .accessTargetWhere(readsEmailOf(Account.class, NewAccount.class, AccountChange.class))
          .because("they store, export and show it");

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
  static final ArchRule only_shared_jdbc_depends_on_jdbc_drivers =
      noClasses()
          .that()
          .resideOutsideOfPackage(SHARED_JDBC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.postgresql..", "org.apache.derby..")
          .because("the data source knows which database it is");

  private static DescribedPredicate<JavaAccess<?>> readsEmailOf(Class<?>... types) {
    Set<String> names = Stream.of(types).map(Class::getName).collect(Collectors.toSet());
    return DescribedPredicate.describe(
        "email() of " + Stream.of(types).map(Class::getSimpleName).toList(),
        access ->
            access.getName().equals("email")
                && names.contains(access.getTargetOwner().getName())
                && access.getTarget() instanceof CodeUnitAccessTarget method
                && method.getRawParameterTypes().isEmpty());
  }
}
