package dev.letterbox.testing.client;

import java.util.List;

/**
 * A route of the api. {@code RoutesTest} holds these against the real ones.
 *
 * @param method HTTP method
 * @param path template below {@code api/}
 * @param role the role that it takes; {@link #ANYBODY} when it takes no log-in
 */
public record Route(String method, String path, String role) {

  public static final String ANYBODY = "anybody";

  /** What is done to one message without any more words. */
  private static final List<String> BARE_VERBS =
      List.of("read", "unread", "archive", "restore", "withdraw", "accept", "take-back", "replay");

  public static final List<Route> ALL =
      List.of(
          new Route("GET", "openapi.json", ANYBODY),
          new Route("GET", "unread-count", "user"),
          new Route("GET", "events", "user"),
          new Route("GET", "messages", "user"),
          new Route("POST", "messages", "user"),
          new Route("GET", "messages/peek", "user"),
          new Route("GET", "messages/{id}", "user"),
          new Route("DELETE", "messages/{id}", "user"),
          new Route("POST", "messages/{id}/read", "user"),
          new Route("POST", "messages/{id}/unread", "user"),
          new Route("POST", "messages/{id}/archive", "user"),
          new Route("POST", "messages/{id}/restore", "user"),
          new Route("POST", "messages/{id}/withdraw", "user"),
          new Route("POST", "messages/actions", "user"),
          new Route("POST", "messages/read", "user"),
          new Route("GET", "conversations/{id}", "user"),
          new Route("POST", "messages/{id}/replies", "user"),
          new Route("GET", "messages/draft", "user"),
          new Route("GET", "recipients", "user"),
          new Route("GET", "blocks", "user"),
          new Route("PUT", "blocks/{name}", "user"),
          new Route("DELETE", "blocks/{name}", "user"),
          new Route("GET", "moderation", "moderator"),
          new Route("GET", "moderation/{id}", "moderator"),
          new Route("POST", "moderation/{id}/accept", "moderator"),
          new Route("POST", "moderation/{id}/reject", "moderator"),
          new Route("POST", "moderation/{id}/take-back", "moderator"),
          new Route("POST", "visitors/messages", ANYBODY),
          new Route("POST", "broadcasts", "broadcaster"),
          new Route("POST", "notices", "broadcaster"),
          new Route("POST", "tokens", "user"),
          new Route("DELETE", "tokens/{id}", "user"),
          new Route("POST", "session", ANYBODY),
          new Route("GET", "session", "user"),
          new Route("DELETE", "session", "user"),
          new Route("GET", "preferences", "user"),
          new Route("PATCH", "preferences", "user"),
          new Route("GET", "unsubscribe", ANYBODY),
          new Route("POST", "unsubscribe", ANYBODY),
          new Route("POST", "accounts", "admin"),
          new Route("GET", "accounts/{name}", "admin"),
          new Route("PATCH", "accounts/{name}", "admin"),
          new Route("PUT", "accounts/{name}/password", "user"),
          new Route("PUT", "accounts/{name}/language", "user"),
          new Route("GET", "accounts/{name}/export", "admin"),
          new Route("POST", "accounts/{name}/erase", "admin"),
          new Route("POST", "maintenance/cleanup", "admin"),
          new Route("POST", "maintenance/checkup", "admin"),
          new Route("GET", "outbox", "admin"),
          new Route("POST", "outbox/replay", "admin"),
          new Route("POST", "outbox/{id}/replay", "admin"),
          new Route("DELETE", "outbox/{id}", "admin"),
          new Route("GET", "webhooks", "admin"),
          new Route("POST", "webhooks", "admin"),
          new Route("GET", "webhooks/{id}", "admin"),
          new Route("PATCH", "webhooks/{id}", "admin"),
          new Route("DELETE", "webhooks/{id}", "admin"));

  /** This route for somebody; but nobody is to be erased, who has other routes to try. */
  public Route of(String name) {
    return path.endsWith("/erase") ? this : new Route(method, path.replace("{name}", name), role);
  }

  /** Those that take a log-in. */
  public static List<Route> closed() {
    return ALL.stream().filter(route -> !route.role().equals(ANYBODY)).toList();
  }

  /** Those that take a body. */
  public static List<Route> withBody() {
    return ALL.stream().filter(Route::hasBody).toList();
  }

  public boolean hasBody() {
    boolean isVerb = BARE_VERBS.stream().anyMatch(verb -> path.endsWith("{id}/" + verb));
    boolean isBare =
        isVerb
            || path.startsWith("blocks/")
            || path.equals("unsubscribe")
            || path.endsWith("/erase");
    return List.of("POST", "PUT", "PATCH").contains(method) && !isBare;
  }

  /** How to ask for it without more of an answer than its head; streams never end. */
  public String briefMethod() {
    return path.equals("events") ? "HEAD" : method;
  }

  /** A path of this template, of something that is not there. */
  public String example() {
    return path.replace("{id}", "0").replace("{name}", "nobody-of-this-name");
  }
}
