package dev.letterbox.api.request;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** What an application tells its callers that lives in one EAR with Letterbox. */
public interface EarTests extends OverHttp {

  private Response shop(RequestSpecification request, String path) {
    return request.post(base().resolve("/shop/" + path));
  }

  /** Somebody who logs in to the shop, which has a log-in of its own. */
  private RequestSpecification inShop(String name) {
    return asNobody().auth().preemptive().basic(name, "any");
  }

  @Test
  default void notice_of_another_war_of_the_ear_is_in_the_inbox_of_its_caller() {
    Person bob = person("bob");
    shop(inShop(bob.name()), "api/orders/17").then().body(is("delivered 1, unknown []"));
    bob.asks()
        .get(base().resolve("/inbox/api/messages"))
        .then()
        .statusCode(200)
        .body("count", is(1))
        .body("results[0].message", is("Saved."))
        .body("results[0].sender", nullValue())
        .body("results[0].extra_tags[0]", is("order"))
        .body("results[0].view", is("shop:orders.save"));
  }

  @Test
  default void view_of_a_servlet_of_another_war_is_its_path() {
    Person bob = person("bob");
    shop(inShop(bob.name()), "orders/17").then().statusCode(200);
    bob.gets("messages")
        .then()
        .body("results[0].level_tag", is("warning"))
        .body("results[0].view", is("shop:/orders"));
  }

  @Test
  default void notice_of_another_war_vanishes_with_its_transaction() {
    Person bob = person("bob");
    shop(inShop(bob.name()), "api/orders/17/cancellation")
        .then()
        .body(is("delivered 1, unknown []"));
    bob.gets("messages").then().body("count", is(0));
  }

  @Test
  default void nobody_and_strangers_are_not_told_and_the_application_hears_of_it() {
    shop(asNobody(), "api/orders/17")
        .then()
        .body(is("Nobody is logged in whom a notice could tell something"));
    shop(inShop("stranger"), "api/orders/17").then().body(is("delivered 0, unknown [stranger]"));
  }
}
