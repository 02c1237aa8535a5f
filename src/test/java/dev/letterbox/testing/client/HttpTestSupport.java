package dev.letterbox.testing.client;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;

/**
 * A test that knows the shipped WAR by its address only, so that it runs against each server. The
 * WAR is in demo mode.
 */
public interface HttpTestSupport {

  /** Address of the application, ends in {@code /letterbox/}. */
  URI base();

  /**
   * Whether a path below {@code api/} is Letterbox's own, which {@code openapi.json} describes; not
   * that of an application in the same WAR.
   */
  default boolean isLetterboxPath(String path) {
    return true;
  }

  /** A request of nobody; the answer of the api must be as {@code openapi.json} says. */
  default RequestSpecification anonymous() {
    return RestAssured.given()
        .baseUri(base().toString())
        .basePath("")
        .filter(
            new ContractFilter(
                OpenApiContract.shipped(), base().resolve("api/"), this::isLetterboxPath));
  }

  /** A request of one of the users of demo mode. */
  default RequestSpecification asDemoUser(String user) {
    return anonymous().auth().preemptive().basic(user, "demo");
  }

  /** A request of somebody who administers accounts. */
  default RequestSpecification asAdmin() {
    return asDemoUser("ada");
  }

  /** A new user whom nobody else uses, with these roles besides {@code user}. */
  default ApiUser createUser(String prefix, String... roles) {
    return ApiUser.create(this, prefix, List.of(roles));
  }
}
