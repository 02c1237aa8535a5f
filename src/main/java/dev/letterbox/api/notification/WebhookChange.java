package dev.letterbox.api.notification;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;

/**
 * A change of a webhook, built fluently; all other properties keep their value:
 *
 * <pre>{@code
 * webhooks.change(WebhookChange.of(3).active(false));
 * }</pre>
 *
 * <p>The rules are those of {@link NewWebhook}.
 */
public final class WebhookChange {

  private final Values values;

  private WebhookChange(Values values) {
    this.values = values;
  }

  /** A change that changes nothing. */
  public static WebhookChange of(long id) {
    return new WebhookChange(new Values().with(copy -> copy.id = id));
  }

  /** Id of the webhook. */
  public long id() {
    return values.id;
  }

  /** The new URL; null to keep it. */
  public String url() {
    return values.url;
  }

  public WebhookChange url(String url) {
    return new WebhookChange(values.with(copy -> copy.url = url));
  }

  /** All events from now on; null to keep them. */
  public List<MessageEventType> events() {
    return values.events;
  }

  public WebhookChange events(MessageEventType... events) {
    return events(List.of(events));
  }

  public WebhookChange events(Collection<MessageEventType> events) {
    return new WebhookChange(
        values.with(copy -> copy.events = events == null ? null : List.copyOf(events)));
  }

  /** The new description; null to keep it, empty for none. */
  public String description() {
    return values.description;
  }

  public WebhookChange description(String description) {
    return new WebhookChange(values.with(copy -> copy.description = description));
  }

  /**
   * Whether events are sent; null to keep it. While it is disabled, entries of the outbox wait, and
   * new events are not written.
   */
  public Boolean active() {
    return values.active;
  }

  public WebhookChange active(Boolean active) {
    return new WebhookChange(values.with(copy -> copy.active = active));
  }

  private static final class Values extends Copyable<Values> {
    private long id;
    private String url;
    private List<MessageEventType> events;
    private String description;
    private Boolean active;
  }
}
