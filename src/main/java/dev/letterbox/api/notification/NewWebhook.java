package dev.letterbox.api.notification;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;

/**
 * A webhook to be created, built fluently:
 *
 * <pre>{@code
 * webhooks.create(NewWebhook.to("https://example.org/hook").events(MessageEventType.MESSAGE_SENT));
 * }</pre>
 */
public final class NewWebhook {

  private final Values values;

  private NewWebhook(Values values) {
    this.values = values;
  }

  /** A webhook with this URL, without events. */
  public static NewWebhook to(String url) {
    return new NewWebhook(new Values().with(copy -> copy.url = url));
  }

  /**
   * Starts with {@code https:}, or with {@code http:} if {@code letterbox.webhooks.allow-http} is
   * on; at most 2,000 characters, without user and fragment. Its host may have no private address,
   * unless {@code letterbox.webhooks.allow-private} is on. A host with other than ASCII letters is
   * stored in its ASCII form.
   */
  public String url() {
    return values.url;
  }

  /** At least one; duplicates count once. */
  public List<MessageEventType> events() {
    return values.events;
  }

  public NewWebhook events(MessageEventType... events) {
    return events(List.of(events));
  }

  public NewWebhook events(Collection<MessageEventType> events) {
    return new NewWebhook(values.with(copy -> copy.events = List.copyOf(events)));
  }

  /**
   * What it is for: one line, at most 100 characters; surrounding blanks are removed; null or empty
   * for none.
   */
  public String description() {
    return values.description;
  }

  public NewWebhook description(String description) {
    return new NewWebhook(values.with(copy -> copy.description = description));
  }

  /** {@code whsec_} and 24 to 64 bytes in Base64; null to generate a random one. */
  public String secret() {
    return values.secret;
  }

  public NewWebhook secret(String secret) {
    return new NewWebhook(values.with(copy -> copy.secret = secret));
  }

  /** Without the secret, so that logs do not contain it. */
  @Override
  public String toString() {
    return "NewWebhook[url=" + url() + ", events=" + events() + "]";
  }

  private static final class Values extends Copyable<Values> {
    private String url;
    private List<MessageEventType> events = List.of();
    private String description;
    private String secret;
  }
}
