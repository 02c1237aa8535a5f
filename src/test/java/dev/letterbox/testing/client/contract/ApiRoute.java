package dev.letterbox.testing.client.contract;

import java.util.List;

/**
 * A route of the api. {@code RouteDeclarationTest} compares these with the routes of the code.
 *
 * @param method HTTP method
 * @param path template below {@code api/}
 * @param role the required role; {@link #ANONYMOUS} if no log-in is required
 */
public record ApiRoute(String method, String path, String role) {

  public static final String ANONYMOUS = "anybody";

  /** Actions on one message whose requests have no body. */
  private static final List<String> ACTIONS_WITHOUT_BODY =
      List.of("read", "unread", "archive", "restore", "withdraw", "accept", "take-back", "replay");

  public static final List<ApiRoute> ALL =
      List.of(
          new ApiRoute("GET", "openapi.json", ANONYMOUS),
          new ApiRoute("GET", "unread-count", "user"),
          new ApiRoute("GET", "events", "user"),
          new ApiRoute("GET", "messages", "user"),
          new ApiRoute("POST", "messages", "user"),
          new ApiRoute("GET", "messages/peek", "user"),
          new ApiRoute("GET", "messages/{id}", "user"),
          new ApiRoute("DELETE", "messages/{id}", "user"),
          new ApiRoute("POST", "messages/{id}/read", "user"),
          new ApiRoute("POST", "messages/{id}/unread", "user"),
          new ApiRoute("POST", "messages/{id}/archive", "user"),
          new ApiRoute("POST", "messages/{id}/restore", "user"),
          new ApiRoute("POST", "messages/{id}/withdraw", "user"),
          new ApiRoute("POST", "messages/actions", "user"),
          new ApiRoute("POST", "messages/read", "user"),
          new ApiRoute("GET", "conversations/{id}", "user"),
          new ApiRoute("POST", "messages/{id}/replies", "user"),
          new ApiRoute("GET", "messages/draft", "user"),
          new ApiRoute("GET", "recipients", "user"),
          new ApiRoute("GET", "blocks", "user"),
          new ApiRoute("PUT", "blocks/{name}", "user"),
          new ApiRoute("DELETE", "blocks/{name}", "user"),
          new ApiRoute("GET", "moderation", "moderator"),
          new ApiRoute("GET", "moderation/{id}", "moderator"),
          new ApiRoute("POST", "moderation/{id}/accept", "moderator"),
          new ApiRoute("POST", "moderation/{id}/reject", "moderator"),
          new ApiRoute("POST", "moderation/{id}/take-back", "moderator"),
          new ApiRoute("POST", "visitors/messages", ANONYMOUS),
          new ApiRoute("POST", "broadcasts", "broadcaster"),
          new ApiRoute("POST", "notices", "broadcaster"),
          new ApiRoute("POST", "tokens", "user"),
          new ApiRoute("DELETE", "tokens/{id}", "user"),
          new ApiRoute("POST", "session", ANONYMOUS),
          new ApiRoute("GET", "session", "user"),
          new ApiRoute("DELETE", "session", "user"),
          new ApiRoute("GET", "preferences", "user"),
          new ApiRoute("PATCH", "preferences", "user"),
          new ApiRoute("GET", "unsubscribe", ANONYMOUS),
          new ApiRoute("POST", "unsubscribe", ANONYMOUS),
          new ApiRoute("POST", "accounts", "admin"),
          new ApiRoute("GET", "accounts/{name}", "admin"),
          new ApiRoute("PATCH", "accounts/{name}", "admin"),
          new ApiRoute("PUT", "accounts/{name}/password", "user"),
          new ApiRoute("PUT", "accounts/{name}/language", "user"),
          new ApiRoute("GET", "accounts/{name}/export", "admin"),
          new ApiRoute("POST", "accounts/{name}/erase", "admin"),
          new ApiRoute("POST", "maintenance/cleanup", "admin"),
          new ApiRoute("POST", "maintenance/checkup", "admin"),
          new ApiRoute("GET", "outbox", "admin"),
          new ApiRoute("POST", "outbox/replay", "admin"),
          new ApiRoute("POST", "outbox/{id}/replay", "admin"),
          new ApiRoute("DELETE", "outbox/{id}", "admin"),
          new ApiRoute("GET", "webhooks", "admin"),
          new ApiRoute("POST", "webhooks", "admin"),
          new ApiRoute("GET", "webhooks/{id}", "admin"),
          new ApiRoute("PATCH", "webhooks/{id}", "admin"),
          new ApiRoute("DELETE", "webhooks/{id}", "admin"));

  /**
   * This route with a user in its path; an unknown one for erasure, because other routes use the
   * user.
   */
  public ApiRoute forUser(String name) {
    return path.endsWith("/erase")
        ? this
        : new ApiRoute(method, path.replace("{name}", name), role);
  }

  /** Routes that require a log-in. */
  public static List<ApiRoute> requiringLogin() {
    return ALL.stream().filter(route -> !route.role().equals(ANONYMOUS)).toList();
  }

  /** Routes with a body. */
  public static List<ApiRoute> withBody() {
    return ALL.stream().filter(ApiRoute::hasBody).toList();
  }

  public boolean hasBody() {
    boolean isAction =
        ACTIONS_WITHOUT_BODY.stream().anyMatch(verb -> path.endsWith("{id}/" + verb));
    boolean isWithoutBody =
        isAction
            || path.startsWith("blocks/")
            || path.equals("unsubscribe")
            || path.endsWith("/erase");
    return List.of("POST", "PUT", "PATCH").contains(method) && !isWithoutBody;
  }

  /** The method to call it by without an endless answer: HEAD for streams. */
  public String nonStreamingMethod() {
    return path.equals("events") ? "HEAD" : method;
  }

  /** A path of this template to something that does not exist. */
  public String examplePath() {
    return path.replace("{id}", "0").replace("{name}", "unknown-user");
  }
}
