package dev.letterbox.api.notification;

import java.util.Collection;
import java.util.List;

/**
 * A webhook to be created, built fluently:
 *
 * <pre>{@code
 * webhooks.create(NewWebhook.to("https://example.org/hook").events(WebhookEvent.MESSAGE_SENT));
 * }</pre>
 *
 * @param url starts with {@code https:}, or with {@code http:} if {@code
 *     letterbox.webhooks.allow-http} is on; at most 2,000 characters, without user and fragment.
 *     Its host may have no private address, unless {@code letterbox.webhooks.allow-private} is on.
 *     A host with other than ASCII letters is stored in its ASCII form
 * @param events at least one; duplicates count once
 * @param description what it is for: one line, at most 100 characters; surrounding blanks are
 *     removed; null or empty for none
 * @param secret {@code whsec_} and 24 to 64 bytes in Base64; null to generate a random one
 */
public record NewWebhook(String url, List<WebhookEvent> events, String description, String secret) {

  /**
   * @throws NullPointerException if {@code events} is or contains null
   */
  public NewWebhook {
    events = List.copyOf(events);
  }

  /** A webhook with this URL, without events. */
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

  /** Without the secret, so that logs do not contain it. */
  @Override
  public String toString() {
    return "NewWebhook[url=" + url + ", events=" + events + ", description=" + description + "]";
  }
}
