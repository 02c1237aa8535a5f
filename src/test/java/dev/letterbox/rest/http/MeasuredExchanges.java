package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.TestHttpClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests to each route by users of demo mode, and how many round trips they may take. */
final class MeasuredExchanges {

  /** WordModerator rejects it. */
  private static final String RUDE_TEXT = "the rude word of the tests of moderation";

  private static final String PASSWORD = "{\"password\":\"a long one, please\"}";

  private static final String NOTICE = "{\"recipients\":[\"carol\"],\"message\":\"Notice\"}";

  private static final String LOGIN = "{\"user\":\"carol\",\"password\":\"demo\"}";

  private final URI base;
  private final List<MeasuredExchange> exchanges = new ArrayList<>();

  /** Prepares what a request needs, and sends it. */
  interface Exchange {
    HttpResponse<String> send() throws Exception;
  }

  record MeasuredExchange(String name, int maxRoundTrips, Exchange exchange) {

    /** The name is the route, and what is special about the request after a comma. */
    String route() {
      return name.split(",", -1)[0];
    }
  }

  private MeasuredExchanges(URI base) {
    this.base = base;
  }

  private void measure(String name, int maxRoundTrips, Exchange exchange) {
    exchanges.add(new MeasuredExchange(name, maxRoundTrips, exchange));
  }

  private TestHttpClient user(String name) {
    return TestHttpClient.at(base).as(name);
  }

  private static String group(String pattern, HttpResponse<String> response) {
    Matcher matcher = Pattern.compile(pattern).matcher(response.body());
    assertTrue(matcher.find(), response + response.body());
    return matcher.group(1);
  }

  private static String idIn(HttpResponse<String> response) {
    return group("\"id\":\"?([-0-9a-f]+)", response);
  }

  private String write(String sender, String recipient, String text) throws Exception {
    return idIn(post(user(sender), "messages", message(recipient, text)));
  }

  private static String message(String recipient, String text) {
    return "{\"recipients\":[\"%s\"],\"subject\":\"s\",\"message\":\"%s\"}"
        .formatted(recipient, text);
  }

  private static HttpResponse<String> post(TestHttpClient user, String path, String json)
      throws Exception {
    return user.post("api/" + path, json);
  }

  private String unread() throws Exception {
    return write("alice", "carol", "Hello");
  }

  private String readByCarol() throws Exception {
    String id = unread();
    post(user("carol"), "messages/" + id + "/read", "");
    return id;
  }

  private String rejected() throws Exception {
    return write("alice", "carol", RUDE_TEXT);
  }

  private String takenBack() throws Exception {
    String id = rejected();
    post(user("mona"), "moderation/" + id + "/take-back", "");
    return id;
  }

  private String newAccount() throws Exception {
    return group(
        "\"name\":\"([^\"]+)\"",
        post(user("ada"), "accounts", "{\"name\":\"" + UUID.randomUUID() + "\"}"));
  }

  private void addReads() {
    TestHttpClient carol = user("carol");
    measure("GET openapi.json", 0, () -> carol.get("api/openapi.json"));
    measure("GET unread-count", 1, () -> carol.get("api/unread-count"));
    measure("GET messages/peek", 1, () -> carol.get("api/messages/peek"));
    measure("GET messages", 1, () -> carol.get("api/messages?mark_read=false"));
    measure(
        "GET messages, marking",
        5,
        () -> {
          unread();
          return carol.get("api/messages");
        });
    measure("GET messages, folder", 1, () -> carol.get("api/messages?folder=inbox"));
    measure("GET messages, sent", 2, () -> user("alice").get("api/messages?folder=sent"));
    measure("GET messages/{id}, marking", 5, () -> carol.get("api/messages/" + unread()));
    measure(
        "GET messages/{id}", 1, () -> carol.get("api/messages/" + unread() + "?mark_read=false"));
    measure(
        "GET conversations/{id}",
        1,
        () -> carol.get("api/conversations/" + unread() + "?mark_read=false"));
    measure("GET messages/draft", 4, () -> carol.get("api/messages/draft?to=bob"));
    measure("GET recipients", 2, () -> carol.get("api/recipients?q=a"));
    measure("GET blocks", 1, () -> carol.get("api/blocks"));
    measure("GET preferences", 2, () -> carol.get("api/preferences"));
    measure("GET moderation", 3, () -> user("mona").get("api/moderation"));
    measure("GET moderation/{id}", 2, () -> user("mona").get("api/moderation/" + rejected()));
    measure("GET accounts/{name}", 2, () -> user("ada").get("api/accounts/bob"));
    measure("GET outbox", 1, () -> user("ada").get("api/outbox"));
    measure("GET webhooks", 1, () -> user("ada").get("api/webhooks"));
  }

  private void addChangesOfMessages() {
    TestHttpClient carol = user("carol");
    measure("POST messages", 4, () -> post(user("alice"), "messages", message("carol", "Hello")));
    measure("POST messages/{id}/read", 5, () -> post(carol, "messages/" + unread() + "/read", ""));
    measure(
        "POST messages/{id}/archive",
        7,
        () -> post(carol, "messages/" + unread() + "/archive", ""));
    measure(
        "POST messages/{id}/withdraw",
        12,
        () -> post(user("alice"), "messages/" + unread() + "/withdraw", ""));
    measure(
        "POST messages/{id}/unread",
        5,
        () -> post(carol, "messages/" + readByCarol() + "/unread", ""));
    measure(
        "POST messages/{id}/restore",
        7,
        () -> {
          String id = unread();
          post(carol, "messages/" + id + "/archive", "");
          return post(carol, "messages/" + id + "/restore", "");
        });
    measure("DELETE messages/{id}", 7, () -> carol.delete("api/messages/" + readByCarol()));
    measure(
        "POST messages/actions",
        7,
        () ->
            post(carol, "messages/actions", "{\"action\":\"archive\",\"ids\":[" + unread() + "]}"));
    measure(
        "POST messages/read",
        4,
        () -> post(carol, "messages/read", "{\"up_to\":" + unread() + "}"));
    measure(
        "POST messages/{id}/replies",
        10,
        () -> post(carol, "messages/" + unread() + "/replies", "{\"message\":\"Hi\"}"));
    measure("POST broadcasts", 8, () -> post(user("bruno"), "broadcasts", message("carol", "All")));
    measure("POST notices", 8, () -> post(user("bruno"), "notices", NOTICE));
    TestHttpClient mona = user("mona");
    measure(
        "POST moderation/{id}/accept",
        17,
        () -> post(mona, "moderation/" + takenBack() + "/accept", ""));
    measure(
        "POST moderation/{id}/reject",
        11,
        () -> post(mona, "moderation/" + takenBack() + "/reject", "{\"reason\":\"Rude\"}"));
    measure(
        "POST moderation/{id}/take-back",
        10,
        () -> post(mona, "moderation/" + rejected() + "/take-back", ""));
  }

  private void addChangesOfUsers() {
    TestHttpClient carol = user("carol");
    TestHttpClient ada = user("ada");
    measure("PUT blocks/{name}", 5, () -> carol.send("PUT", "api/blocks/bob"));
    measure("DELETE blocks/{name}", 4, () -> carol.delete("api/blocks/bob"));
    measure(
        "PATCH preferences",
        6,
        () -> carol.send("PATCH", "api/preferences", "{\"digest\":\"immediate\"}"));
    measure("POST session", 4, () -> carol.send("POST", "api/session", LOGIN));
    measure("POST tokens", 5, () -> post(carol, "tokens", "{\"label\":\"test\"}"));
    measure(
        "DELETE tokens/{id}",
        5,
        () -> carol.delete("api/tokens/" + idIn(post(carol, "tokens", "{\"label\":\"test\"}"))));
    measure(
        "POST accounts",
        6,
        () -> post(ada, "accounts", "{\"name\":\"" + UUID.randomUUID() + "\"}"));
    measure(
        "PATCH accounts/{name}",
        6,
        () -> ada.send("PATCH", "api/accounts/bob", "{\"email\":\"bob@example.org\"}"));
    measure(
        "PUT accounts/{name}/password",
        7,
        () -> ada.send("PUT", "api/accounts/" + newAccount() + "/password", PASSWORD));
    measure(
        "PUT accounts/{name}/language",
        5,
        () -> carol.send("PUT", "api/accounts/carol/language", "{\"language\":\"en\"}"));
  }

  static List<MeasuredExchange> all(URI base) {
    MeasuredExchanges all = new MeasuredExchanges(base);
    all.addReads();
    all.addChangesOfMessages();
    all.addChangesOfUsers();
    return all.exchanges;
  }
}
