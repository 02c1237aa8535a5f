package dev.letterbox.api.request;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notices of an application in the same EAR to its callers. */
@Tag("ear")
public class EarNoticeTests extends HttpTestBase {

  private Response postToShop(RequestSpecification request, String path) {
    return request.post(base().resolve("/shop/" + path));
  }

  /** A caller who logs in to the shop, which has a log-in of its own. */
  private RequestSpecification asShopUser(String name) {
    return anonymous().auth().preemptive().basic(name, "any");
  }

  @Test
  void notice_from_another_war_of_the_ear_reaches_the_inbox_of_the_caller() {
    ApiUser bob = createUser("bob");
    postToShop(asShopUser(bob.name()), "api/orders/17").then().body(is("delivered 1, unknown []"));
    bob.request()
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
  void view_of_a_servlet_in_another_war_is_its_path() {
    ApiUser bob = createUser("bob");
    postToShop(asShopUser(bob.name()), "orders/17").then().statusCode(200);
    bob.get("messages")
        .then()
        .body("results[0].level_tag", is("warning"))
        .body("results[0].view", is("shop:/orders"));
  }

  @Test
  void notice_from_another_war_is_rolled_back_with_its_transaction() {
    ApiUser bob = createUser("bob");
    postToShop(asShopUser(bob.name()), "api/orders/17/cancellation")
        .then()
        .body(is("delivered 1, unknown []"));
    bob.get("messages").then().body("count", is(0));
  }

  @Test
  void anonymous_and_unknown_callers_get_no_notice_and_the_report_says_so() {
    postToShop(anonymous(), "api/orders/17")
        .then()
        .body(is("The request has no caller: You are not logged in."));
    postToShop(asShopUser("stranger"), "api/orders/17")
        .then()
        .body(is("delivered 0, unknown [stranger]"));
  }
}
