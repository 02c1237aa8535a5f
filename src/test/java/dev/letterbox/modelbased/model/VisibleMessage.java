package dev.letterbox.modelbased.model;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message as a user sees it, with the names of the sequence. */
public record VisibleMessage(
    String name,
    int messageCount,
    String thread,
    String parent,
    String sender,
    String recipient,
    String subject,
    String body,
    int level,
    Instant sentAt,
    Instant readAt,
    Instant repliedAt,
    boolean archived,
    Instant deletedAt,
    String status,
    String reason,
    Instant withdrawnAt) {

  /** A message of the model, as the owner of this copy sees it. */
  static VisibleMessage of(ModelMessage message, ModelEntry entry, String user, int messageCount) {
    boolean received = entry instanceof ModelDelivery;
    ModelDelivery delivery =
        received
            ? (ModelDelivery) entry
            : message.deliveries.getOrDefault(
                Objects.requireNonNullElse(message.recipient, ""), new ModelDelivery());
    return new VisibleMessage(
        message.name,
        messageCount,
        message.thread,
        message.parent == null ? null : message.parent.name,
        message.sender,
        received ? user : message.recipient,
        message.subject,
        message.body,
        message.level,
        message.sentAt,
        message.isReadByVisitor() ? message.decidedAt : delivery.readAt,
        delivery.repliedAt,
        entry.archived,
        entry.deletedAt,
        message.status.name(),
        message.reason,
        message.withdrawnAt);
  }

  /** One line without absent values. */
  @Override
  public String toString() {
    return Stream.of(
            name + (messageCount == 1 ? "" : " (" + messageCount + ")"),
            " in " + thread,
            optional(" to answer ", parent),
            optional(" from ", sender),
            optional(" to ", recipient),
            " " + (subject == null ? "" : subject + ":") + body,
            " level " + level,
            " sent " + sentAt,
            optional(" read ", readAt),
            optional(" replied ", repliedAt),
            archived ? " archived" : "",
            optional(" deleted ", deletedAt),
            " " + status,
            optional(" because ", reason),
            optional(" withdrawn ", withdrawnAt))
        .collect(Collectors.joining());
  }

  private static String optional(String prefix, Object value) {
    return value == null ? "" : prefix + value;
  }
}
