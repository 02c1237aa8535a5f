package dev.letterbox.api.notification;

import java.util.Collection;
import java.util.List;

/**
 * A change of a webhook, built fluently; all other properties keep their value:
 *
 * <pre>{@code
 * webhooks.change(WebhookChange.of(3).deactivate());
 * }</pre>
 *
 * <p>The rules are those of {@link NewWebhook}.
 *
 * @param id id of the webhook
 * @param url the new URL; null to keep it
 * @param events all events from now on; null to keep them
 * @param description the new description; null to keep it, empty for none
 * @param active whether events are sent; null to keep it. While it is off, entries of the outbox
 *     wait, and new events are not written
 */
public record WebhookChange(
    long id, String url, List<WebhookEvent> events, String description, Boolean active) {

  /**
   * @throws NullPointerException if {@code events} contains null
   */
  public WebhookChange {
    events = events == null ? null : List.copyOf(events);
  }

  /** A change that changes nothing. */
  public static WebhookChange of(long id) {
    return new WebhookChange(id, null, null, null, null);
  }

  public WebhookChange url(String text) {
    return new WebhookChange(id, text, events, description, active);
  }

  public WebhookChange events(WebhookEvent... some) {
    return events(List.of(some));
  }

  public WebhookChange events(Collection<WebhookEvent> some) {
    return new WebhookChange(id, url, List.copyOf(some), description, active);
  }

  public WebhookChange description(String text) {
    return new WebhookChange(id, url, events, text, active);
  }

  public WebhookChange activate() {
    return new WebhookChange(id, url, events, description, true);
  }

  public WebhookChange deactivate() {
    return new WebhookChange(id, url, events, description, false);
  }
}
