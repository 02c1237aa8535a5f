package dev.letterbox.api.notification;

import java.util.Collection;
import java.util.List;

/**
 * What shall be different about a webhook, built fluently; the rest stays as it is. Its rules are
 * those of {@link NewWebhook}.
 *
 * @param id which webhook
 * @param url the new one; null to keep it
 * @param events all from now on; null to keep them
 * @param description the new one; null to keep it, empty to have none
 * @param active whether it is told from now on; null to keep it. What waits for a webhook that is
 *     off goes on waiting; what happens meanwhile it is never told
 */
public record WebhookChange(
    long id, String url, List<WebhookEvent> events, String description, Boolean active) {

  public WebhookChange {
    events = events == null ? null : List.copyOf(events);
  }

  /** A change of this webhook that changes nothing as yet. */
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
