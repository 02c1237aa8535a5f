package dev.letterbox.model;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message as a user sees it, with the names of the world; the same in the model and really. */
record Shown(
    String name,
    int messages,
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

  /** A message of the model, as the owner of this side sees it. */
  static Shown of(Letter letter, Side side, String user, int messages) {
    boolean received = side instanceof Copy;
    Copy copy =
        received
            ? (Copy) side
            : letter.copies.getOrDefault(
                Objects.requireNonNullElse(letter.recipient, ""), new Copy());
    return new Shown(
        letter.name,
        messages,
        letter.thread,
        letter.parent == null ? null : letter.parent.name,
        letter.sender,
        received ? user : letter.recipient,
        letter.subject,
        letter.body,
        letter.level,
        letter.sentAt,
        letter.isToVisitor() ? letter.sentAt : copy.readAt,
        copy.repliedAt,
        side.archived,
        side.deletedAt,
        letter.status.name(),
        letter.reason,
        letter.withdrawnAt);
  }

  /** On one line, without what there is not. */
  @Override
  public String toString() {
    return Stream.of(
            name + (messages == 1 ? "" : " (" + messages + ")"),
            " in " + thread,
            said(" to answer ", parent),
            said(" from ", sender),
            said(" to ", recipient),
            " " + (subject == null ? "" : subject + ":") + body,
            " level " + level,
            " sent " + sentAt,
            said(" read ", readAt),
            said(" replied ", repliedAt),
            archived ? " archived" : "",
            said(" deleted ", deletedAt),
            " " + status,
            said(" because ", reason),
            said(" withdrawn ", withdrawnAt))
        .collect(Collectors.joining());
  }

  private static String said(String before, Object value) {
    return value == null ? "" : before + value;
  }
}
