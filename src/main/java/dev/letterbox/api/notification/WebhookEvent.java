package dev.letterbox.api.notification;

/** The events that webhooks can subscribe to; the same as in {@code dev.letterbox.api.event}. */
public enum WebhookEvent {
  /** A message was accepted; see {@link dev.letterbox.api.event.MessageSent}. */
  MESSAGE_SENT("message.sent"),
  /** A message was rejected; see {@link dev.letterbox.api.event.MessageRejected}. */
  MESSAGE_REJECTED("message.rejected"),
  /** Messages were read; see {@link dev.letterbox.api.event.MessagesRead}. */
  MESSAGE_READ("message.read");

  private final String type;

  WebhookEvent(String type) {
    this.type = type;
  }

  /** Its name in JSON, like {@code message.sent}. */
  public String type() {
    return type;
  }
}
