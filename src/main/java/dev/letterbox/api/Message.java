package dev.letterbox.api;

import dev.letterbox.api.internal.Copyable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A message as its sender or one of its recipients sees it. Immutable, and equal by its properties.
 * The services make messages; the builder is for tests of code that uses them.
 */
public final class Message {

  private final Builder properties;

  private Message(Builder properties) {
    this.properties = properties;
  }

  /** A builder without texts, users and times, of an accepted {@link MessageKind#MESSAGE}. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with the properties of this message. */
  public Builder toBuilder() {
    return properties.with(copy -> {});
  }

  /** Grows with time. */
  public long id() {
    return properties.id;
  }

  /** Id of the root of the conversation; of a root, its own id. */
  public long thread() {
    return properties.thread;
  }

  /** Id of the message that it replies to; null if it is no reply. */
  public Long parent() {
    return properties.parent;
  }

  public MessageKind kind() {
    return properties.kind;
  }

  /** Name of the user who wrote it; null for a notice and for a visitor. */
  public String sender() {
    return properties.sender;
  }

  /** Name of the user who received it; null for a visitor, and for the sender of a broadcast. */
  public String recipient() {
    return properties.recipient;
  }

  /** Masked e-mail address of the visitor on the other side; null without a visitor. */
  public String visitor() {
    return properties.visitor;
  }

  /**
   * 1 to {@value NewMessage#MAX_SUBJECT_LENGTH} characters; null for a notice or when withdrawn.
   */
  public String subject() {
    return properties.subject;
  }

  /**
   * Empty when withdrawn; never null. On a page at most {@value PageRequest#MAX_BODY_LENGTH}
   * characters.
   */
  public String body() {
    return properties.body;
  }

  /** Whether the body is the beginning of a longer one; never of a message that is read alone. */
  public boolean bodyTruncated() {
    return properties.bodyTruncated;
  }

  /** The importance, see {@link Level}. */
  public int level() {
    return properties.level;
  }

  /** Name of the level; empty if it has none. */
  public String levelTag() {
    return properties.levelTag;
  }

  /** Free words, in alphabetical order. */
  public List<String> tags() {
    return properties.tags;
  }

  /** The part of an application that it comes from; empty if unknown. */
  public String view() {
    return properties.view;
  }

  public Instant sentAt() {
    return properties.sentAt;
  }

  /** When the recipient first read it; null while unread, and for the sender of a broadcast. */
  public Instant readAt() {
    return properties.readAt;
  }

  /** When the recipient first replied; null without a reply. */
  public Instant repliedAt() {
    return properties.repliedAt;
  }

  public boolean archived() {
    return properties.archived;
  }

  /** When this side deleted it; null if it did not. */
  public Instant deletedAt() {
    return properties.deletedAt;
  }

  /** When it was withdrawn; null if it was not. */
  public Instant withdrawnAt() {
    return properties.withdrawnAt;
  }

  public ModerationStatus moderationStatus() {
    return properties.moderationStatus;
  }

  /** Why it was rejected; null without a reason. */
  public String moderationReason() {
    return properties.moderationReason;
  }

  /** Number of messages of its conversation that an entry of a folder represents; 1 otherwise. */
  public int messageCount() {
    return properties.messageCount;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message message
        && Arrays.equals(properties.values(), message.properties.values());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(properties.id);
  }

  /** Without subject and body, so that logs do not contain them. */
  @Override
  public String toString() {
    return "Message[id=" + id() + ", sender=" + sender() + ", recipient=" + recipient() + "]";
  }

  /** Builds messages; its methods are those of {@link Message}. Not thread-safe. */
  public static final class Builder extends Copyable<Builder> {

    private long id;
    private long thread;
    private Long parent;
    private MessageKind kind = MessageKind.MESSAGE;
    private String sender;
    private String recipient;
    private String visitor;
    private String subject;
    private String body = "";
    private boolean bodyTruncated;
    private int level = Level.INFO;
    private String levelTag = "";
    private List<String> tags = List.of();
    private String view = "";
    private Instant sentAt;
    private Instant readAt;
    private Instant repliedAt;
    private boolean archived;
    private Instant deletedAt;
    private Instant withdrawnAt;
    private ModerationStatus moderationStatus = ModerationStatus.ACCEPTED;
    private String moderationReason;
    private int messageCount = 1;

    private Builder() {}

    public Builder id(long id) {
      this.id = id;
      return this;
    }

    public Builder conversation(long thread, Long parent) {
      this.thread = thread;
      this.parent = parent;
      return this;
    }

    public Builder kind(MessageKind kind) {
      this.kind = kind;
      return this;
    }

    public Builder sender(String sender) {
      this.sender = sender;
      return this;
    }

    public Builder recipient(String recipient) {
      this.recipient = recipient;
      return this;
    }

    public Builder visitor(String visitor) {
      this.visitor = visitor;
      return this;
    }

    public Builder subject(String subject) {
      this.subject = subject;
      return this;
    }

    public Builder body(String body) {
      this.body = body;
      return this;
    }

    public Builder bodyTruncated(boolean bodyTruncated) {
      this.bodyTruncated = bodyTruncated;
      return this;
    }

    public Builder level(int level, String levelTag) {
      this.level = level;
      this.levelTag = levelTag;
      return this;
    }

    public Builder tags(Collection<String> tags) {
      this.tags = tags.stream().sorted().toList();
      return this;
    }

    public Builder view(String view) {
      this.view = view;
      return this;
    }

    public Builder sentAt(Instant sentAt) {
      this.sentAt = sentAt;
      return this;
    }

    public Builder read(Instant readAt, Instant repliedAt) {
      this.readAt = readAt;
      this.repliedAt = repliedAt;
      return this;
    }

    public Builder side(boolean archived, Instant deletedAt) {
      this.archived = archived;
      this.deletedAt = deletedAt;
      return this;
    }

    public Builder withdrawnAt(Instant withdrawnAt) {
      this.withdrawnAt = withdrawnAt;
      return this;
    }

    public Builder moderation(ModerationStatus status, String reason) {
      this.moderationStatus = status;
      this.moderationReason = reason;
      return this;
    }

    public Builder messageCount(int messageCount) {
      this.messageCount = messageCount;
      return this;
    }

    public Message build() {
      return new Message(with(copy -> {}));
    }

    private Object[] values() {
      return new Object[] {
        id, thread, parent, kind, sender, recipient, visitor, subject,
        body, bodyTruncated, level, levelTag, readAt, repliedAt, moderationStatus, moderationReason,
        tags, view, sentAt, archived, deletedAt, withdrawnAt, messageCount
      };
    }
  }
}
