package dev.letterbox.rest.http;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests whose costs docs/performance.md states, by their names there. Each first creates
 * what it needs, by other requests.
 */
final class MeasuredRequests extends MeasuredRequestSupport {

  private static final int PAGE_SIZE = 10;

  private final Map<String, MeasuredRequest> requests = new LinkedHashMap<>();

  /** A request, and what has to exist before. */
  interface MeasuredRequest {
    /** Prepares and sends the request; returns the response of the request itself. */
    HttpResponse<String> send() throws Exception;
  }

  MeasuredRequests(InServerTestBase test) {
    super(test);
  }

  Map<String, MeasuredRequest> all() {
    addReads();
    addChangesOfMailbox();
    addWrites();
    addModeration();
    addSettingsOfUsers();
    addAccounts();
    addOutboxAndWebhooks();
    return requests;
  }

  private void add(String name, MeasuredRequest request) {
    requests.put(name, request);
  }

  private void addReads() {
    add("GET openapi.json", () -> asBob.get("api/openapi.json"));
    add("GET unread-count", () -> asBob.get("api/unread-count"));
    add("GET unread-count, 304", () -> notModified("api/unread-count"));
    add("GET messages/peek", () -> asBob.get("api/messages/peek"));
    add("GET messages/peek, 304", () -> notModified("api/messages/peek"));
    add("GET messages/{id}, unread", () -> asBob.get("api/messages/" + notice()));
    add("GET messages/{id}, read", () -> asBob.get("api/messages/" + opened()));
    add("GET messages, unread", this::unreadPage);
    String page = "api/messages?mark_read=false";
    add("GET messages, mark_read=false", () -> asBob.get(page));
    add("GET messages, 304", () -> notModified(page));
    for (String folder : new String[] {"inbox", "sent", "archives", "trash"}) {
      String path = "api/messages?folder=" + folder;
      add("GET messages, folder=" + folder, () -> asBob.get(path));
    }
    add("GET conversations/{id}, unread", () -> asBob.get("api/conversations/" + written()));
    add("GET conversations/{id}, read", () -> asBob.get("api/conversations/" + opened()));
    add("GET messages/draft", () -> asBob.get("api/messages/draft?to=" + alice));
    add(
        "GET messages/draft, of a reply",
        () -> asBob.get("api/messages/draft?reply_to=" + written()));
    add("GET recipients", () -> asBob.get("api/recipients?q=a"));
  }

  private HttpResponse<String> unreadPage() throws Exception {
    for (int i = 0; i < PAGE_SIZE; i++) {
      notice();
    }
    return asBob.get("api/messages");
  }

  private void addChangesOfMailbox() {
    add("POST messages/{id}/read", () -> act(notice(), "read"));
    add("POST messages/{id}/unread", () -> act(opened(), "unread"));
    add("POST messages/read", () -> asBob.post("api/messages/read", upTo(notice())));
    add("POST messages/{id}/archive", () -> act(opened(), "archive"));
    add("POST messages/{id}/restore", () -> act(archived(), "restore"));
    add("DELETE messages/{id}", () -> asBob.delete("api/messages/" + opened()));
    add(
        "POST messages/actions",
        () ->
            asBob.post(
                "api/messages/actions",
                "{\"action\":\"archive\",\"ids\":[%s,%s]}".formatted(opened(), opened())));
    add(
        "POST messages/{id}/withdraw",
        () -> asBruno.post("api/messages/" + broadcast() + "/withdraw", ""));
  }

  private static String upTo(String id) {
    return "{\"up_to\":" + id + "}";
  }

  private void addWrites() {
    String message = messageToBob();
    add("POST messages", () -> asAlice.post("api/messages", message));
    add("POST messages, Idempotency-Key", () -> asAlice.post("api/messages", message, newName()));
    add(
        "POST messages, repeated Idempotency-Key",
        () -> {
          String key = newName();
          asAlice.post("api/messages", message, key);
          return asAlice.post("api/messages", message, key);
        });
    add(
        "POST messages/{id}/replies",
        () -> asBob.post("api/messages/" + written() + "/replies", "{}"));
    add("POST broadcasts", () -> asBruno.post("api/broadcasts", message));
    add("POST notices", () -> asBruno.post("api/notices", noticeTo(bob)));
    add(
        "POST visitors/messages",
        () ->
            TestHttpClient.at(test.base())
                .post(
                    "api/visitors/messages",
                    "{\"email\":\"%s\",".formatted(test.users().newVisitorAddress())
                        + message.substring(1)));
  }

  private void addModeration() {
    add(
        "GET moderation",
        () -> {
          pending(); // the ratings of an empty page are not read
          return asMona.get("api/moderation");
        });
    add("GET moderation/{id}", () -> asMona.get("api/moderation/" + pending()));
    add("POST moderation/{id}/accept", () -> moderate(pending(), "accept", ""));
    add("POST moderation/{id}/reject", () -> moderate(pending(), "reject", "{\"reason\":\"r\"}"));
    add("POST moderation/{id}/take-back", () -> moderate(written(), "take-back", ""));
  }

  private void addSettingsOfUsers() {
    add(
        "GET blocks",
        () -> {
          asBob.send("PUT", "api/blocks/carol");
          return asBob.get("api/blocks");
        });
    add(
        "PUT blocks/{name}",
        () -> {
          asBob.delete("api/blocks/carol");
          return asBob.send("PUT", "api/blocks/carol");
        });
    add(
        "DELETE blocks/{name}",
        () -> {
          asBob.send("PUT", "api/blocks/carol");
          return asBob.delete("api/blocks/carol");
        });
    add("GET preferences", () -> asBob.get("api/preferences"));
    add(
        "PATCH preferences",
        () -> asBob.send("PATCH", "api/preferences", "{\"digest\":\"immediate\"}"));
    add("GET unsubscribe", () -> TestHttpClient.at(test.base()).get(unsubscribeLink()));
    add("POST unsubscribe", () -> TestHttpClient.at(test.base()).post(unsubscribeLink(), ""));
    String token = "{\"label\":\"test\"}";
    add(
        "POST tokens",
        () -> {
          HttpResponse<String> created = asBob.post("api/tokens", token);
          asBob.delete("api/tokens/" + idIn(created));
          return created;
        });
    add(
        "DELETE tokens/{id}",
        () -> asBob.delete("api/tokens/" + idIn(asBob.post("api/tokens", token))));
    add("POST session", this::logIn);
    add("GET session", () -> inSession(logIn()).get("api/session"));
    add("DELETE session", () -> inSession(logIn()).delete("api/session"));
  }

  private void addAccounts() {
    add("POST accounts", () -> asAda.post("api/accounts", "{\"name\":\"" + newName() + "\"}"));
    add("GET accounts/{name}", () -> asAda.get("api/accounts/" + bob));
    add(
        "PATCH accounts/{name}",
        () ->
            asAda.send("PATCH", "api/accounts/" + bob, "{\"display_name\":\"" + newName() + "\"}"));
    String carol = test.users().createWithDemoPassword("carol");
    add(
        "PUT accounts/{name}/password",
        () ->
            asAda.send(
                "PUT", "api/accounts/" + carol + "/password", "{\"password\":\"a long one\"}"));
    add(
        "PUT accounts/{name}/language",
        () -> asBob.send("PUT", "api/accounts/" + bob + "/language", "{\"language\":\"de\"}"));
    add("GET accounts/{name}/export", () -> asAda.get("api/accounts/" + carol + "/export"));
    add(
        "POST accounts/{name}/erase",
        () -> asAda.post("api/accounts/" + test.users().create("leaving") + "/erase", ""));
  }

  private void addOutboxAndWebhooks() {
    add("GET outbox", () -> asAda.get("api/outbox"));
    add("POST outbox/replay", () -> asAda.post("api/outbox/replay", "{\"channel\":\"unknown\"}"));
    add("POST outbox/{id}/replay", () -> asAda.post("api/outbox/" + deadLetter() + "/replay", ""));
    add("DELETE outbox/{id}", () -> asAda.delete("api/outbox/" + deadLetter()));
    add("GET webhooks", () -> asAda.get("api/webhooks"));
    String newWebhook = "{\"url\":\"https://shop.example.org/\",\"events\":[\"message.sent\"]}";
    add("POST webhooks", () -> createWebhook(newWebhook));
    add("GET webhooks/{id}", () -> asAda.get(pathOfNewWebhook(newWebhook)));
    add(
        "PATCH webhooks/{id}",
        () -> asAda.send("PATCH", pathOfNewWebhook(newWebhook), "{\"active\":false}"));
    add("DELETE webhooks/{id}", () -> asAda.delete(pathOfNewWebhook(newWebhook)));
  }
}
