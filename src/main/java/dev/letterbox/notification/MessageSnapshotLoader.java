package dev.letterbox.notification;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the messages that notifications and webhooks are about. */
@ApplicationScoped
public class MessageSnapshotLoader {

  private static final String MESSAGES =
      """
      select m.id, m.thread_id, m.parent_id, m.kind, m.sender, m.recipient, m.visitor_email,
        m.subject, m.level, m.view_name, m.sent_at, m.moderation_status,
        m.moderation_reason, m.moderation_by, p.sender as parent_sender, p.visitor_email as parent_visitor
      from lb_message m left join lb_message p on p.id = m.parent_id
      where m.withdrawn_at is null and m.id in (?...)
      """;

  /**
   * Longer bodies are read one at a time, because many of them at once fill the memory. In the unit
   * that the database knows without reading the body: bytes on PostgreSQL, characters on Derby.
   */
  static final int MAX_INLINE_BODY = 40_000;

  /** In characters. */
  static final int EXCERPT_LENGTH = 10_000;

  private static final String INLINE_BODIES =
      "select id, body from lb_message where octet_length(body) <= "
          + MAX_INLINE_BODY
          + " and id in (?...)";
  private static final String INLINE_BODIES_ON_DERBY =
      INLINE_BODIES.replace("octet_length", "length");
  private static final String EXCERPTS =
      "select id, substr(body, 1, "
          + EXCERPT_LENGTH
          + ") as body from lb_message where id in (?...)";
  private static final String FULL_BODY =
      "select body from lb_message where id = ? and withdrawn_at is null";
  private static final String TAGS =
      "select message_id, tag from lb_message_tag where message_id in (?...)";

  @Inject private SqlRunner sql;

  /**
   * One message.
   *
   * @param parent id of the message that it replies to; null without one
   * @param recipient null when there is none or more than one
   * @param visitor e-mail address of the visitor on one of its sides; null without one
   * @param body null when it was not read
   * @param moderator name of the user who moderated it last; null without one
   * @param parentSender sender of the parent; null when that is a visitor, or without a parent
   * @param parentVisitor e-mail address of the parent's sender when that is a visitor, else null
   */
  public record StoredMessage(
      long id,
      long thread,
      Long parent,
      MessageKind kind,
      String sender,
      String recipient,
      String visitor,
      String subject,
      String body,
      int level,
      Set<String> tags,
      String view,
      Instant sentAt,
      ModerationStatus status,
      String reason,
      String moderator,
      String parentSender,
      String parentVisitor) {

    StoredMessage withBody(String newBody) {
      return new StoredMessage(
          id,
          thread,
          parent,
          kind,
          sender,
          recipient,
          visitor,
          subject,
          newBody,
          level,
          tags,
          view,
          sentAt,
          status,
          reason,
          moderator,
          parentSender,
          parentVisitor);
    }

    /** Whether the state of the message still matches the record. */
    boolean isDeliverable(OutboxRecord record) {
      if (record.type() == NotificationType.REJECTION) {
        return status == ModerationStatus.REJECTED && Objects.equals(sender, record.recipient());
      }
      boolean isSingleRecipient = kind == MessageKind.MESSAGE;
      return status == ModerationStatus.ACCEPTED
          && (!isSingleRecipient || Objects.equals(recipient, record.recipient()));
    }

    /** Whether its acceptance was taken back: a later one appends no further record. */
    boolean isSuspended(OutboxRecord record) {
      return record.type() == NotificationType.MESSAGE && status != ModerationStatus.ACCEPTED;
    }

    /** E-mail address of the visitor to notify; null when the recipient is a user. */
    String visitorAddress(OutboxRecord record) {
      boolean isVisitor =
          kind == MessageKind.MESSAGE
              && (record.type() == NotificationType.REJECTION ? sender : recipient) == null;
      return isVisitor ? visitor : null;
    }

    /** The type for the record's recipient: a message may be a reply to one of its own. */
    NotificationType typeFor(OutboxRecord record) {
      boolean isReply =
          record.type() == NotificationType.MESSAGE
              && (recipient == null
                  ? visitor != null && visitor.equals(parentVisitor)
                  : recipient.equals(parentSender));
      return isReply ? NotificationType.REPLY : record.type();
    }
  }

  /** The messages that exist and were not withdrawn, by id, without bodies (2 statements). */
  public Map<Long, StoredMessage> load(Collection<Long> ids) {
    return load(ids, Map.of());
  }

  /** The same with bodies up to {@link #MAX_INLINE_BODY}; longer ones are null (3 statements). */
  Map<Long, StoredMessage> loadWithInlineBodies(Collection<Long> ids) {
    return load(ids, loadBodies(sql.isDerby() ? INLINE_BODIES_ON_DERBY : INLINE_BODIES, ids));
  }

  /** The same with the first {@link #EXCERPT_LENGTH} characters of each body (3 statements). */
  Map<Long, StoredMessage> loadWithExcerpts(Collection<Long> ids) {
    Map<Long, String> bodies = loadBodies(EXCERPTS, ids);
    bodies.replaceAll((id, excerpt) -> dropSplitSurrogate(excerpt));
    return load(ids, bodies);
  }

  /** Derby counts UTF-16 units, so an excerpt may end within a surrogate pair. */
  private static String dropSplitSurrogate(String text) {
    int last = text.length() - 1;
    return last >= 0 && Character.isHighSurrogate(text.charAt(last))
        ? text.substring(0, last)
        : text;
  }

  private Map<Long, String> loadBodies(String select, Collection<Long> ids) {
    Map<Long, String> bodies = new HashMap<>();
    sql.queryIn(
        select, row -> bodies.put(row.getLong("id"), row.getString("body")), List.of(), ids);
    return bodies;
  }

  /** To be called after the bodies are read: a message withdrawn in between is left out. */
  private Map<Long, StoredMessage> load(Collection<Long> ids, Map<Long, String> bodies) {
    Map<Long, Set<String>> tags = new HashMap<>();
    sql.queryIn(
        TAGS,
        row ->
            tags.computeIfAbsent(row.getLong("message_id"), id -> new TreeSet<>())
                .add(row.getString("tag")),
        List.of(),
        ids);
    Map<Long, StoredMessage> messages = new HashMap<>();
    sql.queryIn(MESSAGES, row -> toMessage(row, tags, bodies), List.of(), ids)
        .forEach(message -> messages.put(message.id(), message));
    return messages;
  }

  /** The message with its body of any length; empty when it was withdrawn (1 statement). */
  Optional<StoredMessage> withFullBody(StoredMessage message) {
    return sql.query(FULL_BODY, row -> row.getString("body"), message.id()).stream()
        .map(message::withBody)
        .findFirst();
  }

  private static StoredMessage toMessage(
      ResultSet row, Map<Long, Set<String>> tags, Map<Long, String> bodies) throws SQLException {
    long id = row.getLong("id");
    return new StoredMessage(
        id,
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        MessageKind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("visitor_email"),
        row.getString("subject"),
        bodies.get(id),
        row.getInt("level"),
        tags.getOrDefault(id, Set.of()),
        row.getString("view_name"),
        SqlRunner.instant(row, "sent_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_reason"),
        row.getString("moderation_by"),
        row.getString("parent_sender"),
        row.getString("parent_visitor"));
  }
}
