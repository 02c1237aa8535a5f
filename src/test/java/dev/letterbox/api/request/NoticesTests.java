package dev.letterbox.api.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotLoggedInException;
import dev.letterbox.testing.Http;
import dev.letterbox.testing.Services;
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
import org.junit.jupiter.api.Test;

/** What an application in the same WAR tells the caller of the current request. */
public interface NoticesTests extends Services {

  private Http alice() {
    return Http.at(base()).as("alice");
  }

  private static String posts(Http caller, String path) throws Exception {
    HttpResponse<String> response = caller.post(path, "");
    assertEquals(200, response.statusCode(), response.body());
    return response.body();
  }

  /** The notice that a request has made, as the caller finds it in the inbox. */
  private static JsonObject notice(Http caller, String path) throws Exception {
    HttpResponse<String> found = caller.get("api/messages/" + posts(caller, path));
    assertEquals(200, found.statusCode(), found.body());
    return json(found.body());
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  @Test
  @RunAsClient
  default void notice_of_a_basic_request_is_the_callers_with_its_text_tags_and_view()
      throws Exception {
    JsonObject notice = notice(alice(), "api/shop/orders/17");
    assertEquals("alice", notice.getString("recipient"));
    assertTrue(notice.isNull("sender"));
    assertEquals("Saved.", notice.getString("message"));
    assertEquals("[\"new\",\"order\"]", notice.getJsonArray("extra_tags").toString());
    assertEquals("letterbox:ShopResource.order", notice.getString("view"));
  }

  @Test
  @RunAsClient
  default void notice_of_a_request_with_a_token_is_the_callers_too() throws Exception {
    String made = alice().post("api/tokens", "{\"label\":\"test\"}").body();
    Http script = Http.at(base()).withToken(json(made).getString("token"));
    assertEquals("alice", notice(script, "api/shop/orders/17").getString("recipient"));
  }

  @Test
  @RunAsClient
  default void view_names_the_place_whatever_the_server_makes_of_its_class() throws Exception {
    assertEquals(
        "letterbox:ShopResource.pay",
        notice(alice(), "api/shop/orders/17/payment").getString("view"));
    assertEquals("letterbox:TillResource.open", notice(alice(), "api/till").getString("view"));
    assertEquals("letterbox:/counter", notice(alice(), "counter/17").getString("view"));
  }

  @Test
  @RunAsClient
  default void view_is_what_the_application_says_cut_to_one_line_that_fits() throws Exception {
    String view = notice(alice(), "api/shop/basket").getString("view");
    assertEquals("demo:basket?" + "x".repeat(243), view);
  }

  @Test
  @RunAsClient
  default void each_method_has_its_level_and_any_other_can_be_given() throws Exception {
    JsonObject ids = json(posts(alice(), "api/shop/levels"));
    assertEquals(6, ids.size());
    for (String level : ids.keySet()) {
      JsonObject notice = json(alice().get("api/messages/" + ids.get(level)).body());
      assertEquals(level, notice.get("level").toString());
    }
  }

  @Test
  @RunAsClient
  default void notice_vanishes_with_the_transaction_of_the_request() throws Exception {
    String id = posts(alice(), "api/shop/orders/17/cancellation");
    assertEquals(404, alice().get("api/messages/" + id).statusCode());
  }

  @Test
  @RunAsClient
  default void what_breaks_a_rule_of_notices_is_a_bad_request() throws Exception {
    HttpResponse<String> refused = alice().post("api/shop/nonsense", "");
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("\"extra_tags\":[\"May not be blank.\"]"), refused.body());
  }

  @Test
  @RunAsClient
  default void nobody_logged_in_is_refused_and_told_why() throws Exception {
    assertEquals(
        "Nobody is logged in whom a notice could tell something",
        posts(Http.at(base()), "counter"));
    assertEquals(401, Http.at(base()).post("api/shop/orders/17", "").statusCode());
  }

  @Test
  default void without_a_log_in_or_a_request_there_is_nobody_to_tell() throws Exception {
    Notices notices = CDI.current().select(Notices.class).get();
    assertThrows(NotLoggedInException.class, () -> notices.info("Saved."));

    ExecutorService elsewhere = Executors.newSingleThreadExecutor();
    try {
      Future<?> told = elsewhere.submit(() -> notices.info("Saved."));
      Throwable failure = assertThrows(ExecutionException.class, told::get).getCause();
      assertInstanceOf(NotLoggedInException.class, failure);
      assertTrue(failure.getMessage().startsWith("There is no request"), failure.getMessage());
    } finally {
      elsewhere.shutdown();
    }
  }
}
