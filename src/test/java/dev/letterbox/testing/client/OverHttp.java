package dev.letterbox.testing.client;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;

/**
 * A test that knows the shipped WAR by its address only, so that it runs against each server. The
 * WAR is in demo mode.
 */
public interface OverHttp {

  /** Address of the application, ends in {@code /letterbox/}. */
  URI base();

  /**
   * Whether a path below {@code api/} is Letterbox's own, which {@code openapi.json} describes; not
   * that of an application in the same WAR.
   */
  default boolean isOurs(String path) {
    return true;
  }

  /** A request of nobody; the answer of the api must be as {@code openapi.json} says. */
  default RequestSpecification asNobody() {
    return RestAssured.given()
        .baseUri(base().toString())
        .basePath("")
        .filter(new ContractFilter(Contract.shipped(), base().resolve("api/"), this::isOurs));
  }

  /** A request of one of the users of demo mode. */
  default RequestSpecification as(String user) {
    return asNobody().auth().preemptive().basic(user, "demo");
  }

  /** A request of somebody who administers accounts. */
  default RequestSpecification asAdmin() {
    return as("ada");
  }

  /** A new user whom nobody else uses, with these roles besides {@code user}. */
  default Person person(String prefix, String... roles) {
    return Person.make(this, prefix, List.of(roles));
  }
}
