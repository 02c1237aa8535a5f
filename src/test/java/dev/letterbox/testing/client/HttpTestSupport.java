package dev.letterbox.testing.client;

import dev.letterbox.testing.client.contract.ContractFilter;
import dev.letterbox.testing.client.contract.OpenApiContract;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;

/** Requests to the shipped WAR in demo mode, on any server. */
public interface HttpTestSupport {

  /** Address of the application, ends in {@code /letterbox/}. */
  URI base();

  /**
   * Whether {@code openapi.json} describes a path below {@code api/}; it does not describe those of
   * another application in the same WAR.
   */
  default boolean isLetterboxPath(String path) {
    return true;
  }

  /** A request without log-in; the answer is compared with {@code openapi.json}. */
  default RequestSpecification anonymous() {
    return RestAssured.given()
        .baseUri(base().toString())
        .basePath("")
        .filter(
            new ContractFilter(
                OpenApiContract.shipped(), base().resolve("api/"), this::isLetterboxPath));
  }

  /** A request of a user of demo mode. */
  default RequestSpecification asDemoUser(String user) {
    return anonymous().auth().preemptive().basic(user, "demo");
  }

  /** A request of an administrator of accounts. */
  default RequestSpecification asAdmin() {
    return asDemoUser("ada");
  }

  /** A new user of this test with these roles and {@code user}. */
  default ApiUser createUser(String prefix, String... roles) {
    return ApiUser.create(this, prefix, List.of(roles));
  }
}
