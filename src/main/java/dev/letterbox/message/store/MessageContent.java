package dev.letterbox.message.store;

import dev.letterbox.api.Level;
import dev.letterbox.api.MessageKind;
import java.util.List;

/**
 * Validated content of a message that is not stored yet, for one recipient.
 *
 * @param sender name of a user; null for a notice, and for a visitor
 * @param visitorEmail e-mail address of the visitor who is its sender or recipient; null for none
 * @param subject null for a notice
 * @param senderArchived whether it is archived for the sender at once
 * @param senderDeleted whether it is deleted for the sender at once
 * @param session id of the session that a notice belongs to; null for none
 * @param notifyRecipients whether recipients are notified once it is accepted
 * @param thread id of the conversation's root; null when it starts a conversation
 * @param parent id of the message that it replies to; null when it starts a conversation
 */
public record MessageContent(
    MessageKind kind,
    String sender,
    String recipient,
    String visitorEmail,
    String subject,
    String body,
    int level,
    List<String> tags,
    String view,
    boolean senderArchived,
    boolean senderDeleted,
    String session,
    boolean notifyRecipients,
    Long thread,
    Long parent)
    implements MessageEnvelope {

  public static Builder builder(MessageKind kind) {
    return new Builder(kind);
  }

  /** The same content for this user; null for none. */
  public MessageContent withRecipient(String name) {
    return toBuilder().recipient(name).build();
  }

  /** The same content with this visitor as recipient; null for none. */
  public MessageContent withVisitorEmail(String email) {
    return toBuilder().visitorEmail(email).build();
  }

  /** The same content, without notifications. */
  public MessageContent withoutNotification() {
    return toBuilder().notifyRecipients(false).build();
  }

  private Builder toBuilder() {
    Builder copy =
        new Builder(kind)
            .sender(sender)
            .recipient(recipient)
            .visitorEmail(visitorEmail)
            .subject(subject)
            .body(body)
            .level(level)
            .tags(tags)
            .view(view)
            .forSender(senderArchived, senderDeleted)
            .session(session)
            .notifyRecipients(notifyRecipients);
    return parent == null ? copy : copy.replyTo(thread, parent);
  }

  /** Builds content; without further calls of level {@code INFO}, without tags or a view. */
  public static final class Builder {

    private final MessageKind kind;
    private String sender;
    private String recipient;
    private String visitorEmail;
    private String subject;
    private String body;
    private int level = Level.INFO;
    private List<String> tags = List.of();
    private String view = "";
    private boolean senderArchived;
    private boolean senderDeleted;
    private String session;
    private boolean notifyRecipients;
    private Long thread;
    private Long parent;

    private Builder(MessageKind kind) {
      this.kind = kind;
    }

    public Builder sender(String value) {
      sender = value;
      return this;
    }

    public Builder recipient(String value) {
      recipient = value;
      return this;
    }

    public Builder visitorEmail(String value) {
      visitorEmail = value;
      return this;
    }

    public Builder subject(String value) {
      subject = value;
      return this;
    }

    public Builder body(String value) {
      body = value;
      return this;
    }

    public Builder level(int value) {
      level = value;
      return this;
    }

    public Builder tags(List<String> values) {
      tags = List.copyOf(values);
      return this;
    }

    public Builder view(String value) {
      view = value;
      return this;
    }

    /** Whether it is archived and deleted for its sender at once. */
    public Builder forSender(boolean archived, boolean deleted) {
      senderArchived = archived;
      senderDeleted = deleted;
      return this;
    }

    public Builder session(String value) {
      session = value;
      return this;
    }

    public Builder notifyRecipients(boolean value) {
      notifyRecipients = value;
      return this;
    }

    /** The conversation's root and the message that it replies to. */
    public Builder replyTo(long root, long message) {
      thread = root;
      parent = message;
      return this;
    }

    public MessageContent build() {
      return new MessageContent(
          kind,
          sender,
          recipient,
          visitorEmail,
          subject,
          body,
          level,
          tags,
          view,
          senderArchived,
          senderDeleted,
          session,
          notifyRecipients,
          thread,
          parent);
    }
  }
}
