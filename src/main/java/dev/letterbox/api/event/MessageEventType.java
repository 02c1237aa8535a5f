package dev.letterbox.api.event;

/** The types of events that concern messages; webhooks can subscribe to them. */
public enum MessageEventType {
  /** A message was accepted; see {@link MessageSent}. */
  MESSAGE_SENT("message.sent"),
  /** A message was rejected; see {@link MessageRejected}. */
  MESSAGE_REJECTED("message.rejected"),
  /** Messages were read; see {@link MessagesRead}. */
  MESSAGE_READ("message.read");

  private final String jsonName;

  MessageEventType(String jsonName) {
    this.jsonName = jsonName;
  }

  /** In JSON, like {@code message.sent}. */
  public String jsonName() {
    return jsonName;
  }
}
