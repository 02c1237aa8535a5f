package dev.letterbox.api.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.account.NotAuthenticatedException;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notices of an application in the same WAR to the caller of the current request. */
@Tag("once")
class RequestNoticesTests extends InServerTestBase {

  private TestHttpClient alice() {
    return TestHttpClient.at(base()).as("alice");
  }

  private static String postOk(TestHttpClient caller, String path) throws Exception {
    HttpResponse<String> response = caller.post(path, "");
    assertEquals(200, response.statusCode(), response.body());
    return response.body();
  }

  /** The notice that a request creates, as the caller reads it. */
  private static JsonObject createNotice(TestHttpClient caller, String path) throws Exception {
    HttpResponse<String> response = caller.get("api/messages/" + postOk(caller, path));
    assertEquals(200, response.statusCode(), response.body());
    return json(response.body());
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  @Test
  @RunAsClient
  void basic_request_stores_a_notice_for_its_caller_with_text_tags_and_view() throws Exception {
    JsonObject notice = createNotice(alice(), "api/shop/orders/17");
    assertEquals("alice", notice.getString("recipient"));
    assertTrue(notice.isNull("sender"));
    assertEquals("Saved.", notice.getString("message"));
    assertEquals("[\"new\",\"order\"]", notice.getJsonArray("extra_tags").toString());
    assertEquals("letterbox:ShopResource.order", notice.getString("view"));
  }

  @Test
  @RunAsClient
  void token_request_stores_a_notice_for_its_caller() throws Exception {
    String made = alice().post("api/tokens", "{\"label\":\"test\"}").body();
    TestHttpClient script = TestHttpClient.at(base()).withToken(json(made).getString("token"));
    assertEquals("alice", createNotice(script, "api/shop/orders/17").getString("recipient"));
  }

  @Test
  @RunAsClient
  void view_names_resource_class_and_method_on_every_server() throws Exception {
    assertEquals(
        "letterbox:ShopResource.pay",
        createNotice(alice(), "api/shop/orders/17/payment").getString("view"));
    assertEquals(
        "letterbox:ShopCheckoutResource.open", createNotice(alice(), "api/till").getString("view"));
    assertEquals("letterbox:/counter", createNotice(alice(), "counter/17").getString("view"));
  }

  @Test
  @RunAsClient
  void view_attribute_is_truncated_to_one_line_of_255_characters() throws Exception {
    String view = createNotice(alice(), "api/shop/basket").getString("view");
    assertEquals("demo:basket?" + "x".repeat(243), view);
  }

  @Test
  @RunAsClient
  void each_method_has_its_level_and_add_accepts_any_level() throws Exception {
    JsonObject ids = json(postOk(alice(), "api/shop/levels"));
    assertEquals(6, ids.size());
    for (String level : ids.keySet()) {
      JsonObject notice = json(alice().get("api/messages/" + ids.get(level)).body());
      assertEquals(level, notice.get("level").toString());
    }
  }

  @Test
  @RunAsClient
  void notice_is_rolled_back_with_the_transaction_of_the_request() throws Exception {
    String id = postOk(alice(), "api/shop/orders/17/cancellation");
    assertEquals(404, alice().get("api/messages/" + id).statusCode());
  }

  @Test
  @RunAsClient
  void invalid_notice_is_a_bad_request() throws Exception {
    HttpResponse<String> refused = alice().post("api/shop/nonsense", "");
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("\"extra_tags\":[\"May not be blank.\"]"), refused.body());
  }

  @Test
  @RunAsClient
  void unauthenticated_caller_gets_an_error_with_the_reason() throws Exception {
    assertEquals(
        "The request has no caller: You are not logged in.",
        postOk(TestHttpClient.at(base()), "counter"));
    assertEquals(401, TestHttpClient.at(base()).post("api/shop/orders/17", "").statusCode());
  }

  @Test
  void notice_without_caller_or_request_throws_not_authenticated() throws Exception {
    Notices notices = CDI.current().select(Notices.class).get();
    assertThrows(NotAuthenticatedException.class, () -> notices.info("Saved."));

    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<?> result = executor.submit(() -> notices.info("Saved."));
      Throwable failure = assertThrows(ExecutionException.class, result::get).getCause();
      assertInstanceOf(NotAuthenticatedException.class, failure);
      assertTrue(failure.getMessage().startsWith("There is no request"), failure.getMessage());
    } finally {
      executor.shutdown();
    }
  }
}
