package dev.letterbox.api.notification;

import java.util.Collection;
import java.util.List;

/**
 * A webhook to be made, built fluently:
 *
 * <pre>{@code
 * webhooks.create(NewWebhook.to("https://example.org/hook").events(WebhookEvent.MESSAGE_SENT));
 * }</pre>
 *
 * @param url begins with {@code https:} ({@code http:} if {@code letterbox.webhooks.allow-http}
 *     says so), at most 2,000 characters, without user and fragment; its host may not lead to a
 *     private address, unless {@code letterbox.webhooks.allow-private} says so. A host with other
 *     than ASCII letters is kept in its ASCII form
 * @param events at least one
 * @param description what it is for, one line of at most 100 characters; blanks around it are cut
 *     off; null or empty for none
 * @param secret {@code whsec_} and 24 to 64 bytes in Base64; null to have one made at random
 */
public record NewWebhook(String url, List<WebhookEvent> events, String description, String secret) {

  public NewWebhook {
    events = List.copyOf(events);
  }

  /** A webhook with this URL that is told of nothing as yet. */
  public static NewWebhook to(String url) {
    return new NewWebhook(url, List.of(), null, null);
  }

  public NewWebhook events(WebhookEvent... some) {
    return events(List.of(some));
  }

  public NewWebhook events(Collection<WebhookEvent> some) {
    return new NewWebhook(url, List.copyOf(some), description, secret);
  }

  public NewWebhook description(String text) {
    return new NewWebhook(url, events, text, secret);
  }

  public NewWebhook secret(String text) {
    return new NewWebhook(url, events, description, text);
  }

  /** Everything but the secret, so that it gets into no log. */
  @Override
  public String toString() {
    return "NewWebhook[url=" + url + ", events=" + events + ", description=" + description + "]";
  }
}
