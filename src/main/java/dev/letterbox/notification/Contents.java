package dev.letterbox.notification;

import dev.letterbox.api.Kind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.shared.Sql;
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

/** Reads the messages of which there is something to tell. */
@ApplicationScoped
class Contents {

  private static final String MESSAGES =
      """
      select m.id, m.thread_id, m.parent_id, m.kind, m.sender, m.recipient, m.visitor_email,
        m.subject, m.level, m.view_name, m.sent_at, m.moderation_status,
        m.moderation_reason, m.moderation_by, p.sender as parent_sender, p.visitor_email as parent_visitor
      from lb_message m left join lb_message p on p.id = m.parent_id
      where m.withdrawn_at is null and m.id in (?...)
      """;

  /**
   * Texts up to this are read with others, as long ones at once would fill the memory. What is
   * counted is what the database knows without reading them: bytes on PostgreSQL, characters on
   * Derby.
   */
  static final int SHORT = 40_000;

  /** So many characters are a beginning. */
  static final int BEGINNING = 10_000;

  private static final String SHORT_TEXTS =
      "select id, body from lb_message where octet_length(body) <= " + SHORT + " and id in (?...)";
  private static final String SHORT_TEXTS_ON_DERBY = SHORT_TEXTS.replace("octet_length", "length");
  private static final String BEGINNINGS =
      "select id, substr(body, 1, " + BEGINNING + ") as body from lb_message where id in (?...)";
  private static final String LONG_TEXT =
      "select body from lb_message where id = ? and withdrawn_at is null";
  private static final String TAGS =
      "select message_id, tag from lb_message_tag where message_id in (?...)";

  @Inject private Sql sql;

  /**
   * One message.
   *
   * @param parent id of the message that it replies to; null without one
   * @param recipient null when there is none or more than one
   * @param visitor e-mail address of the visitor on one of its sides; null without one
   * @param body null when it was not read
   * @param moderator name of who decided about it last; null when nobody has
   * @param parentSender who wrote what it replies to; null when a visitor did, or there is nothing
   * @param parentVisitor address of the visitor who did; null otherwise
   */
  record Content(
      long id,
      long thread,
      Long parent,
      Kind kind,
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

    Content withBody(String text) {
      return new Content(
          id,
          thread,
          parent,
          kind,
          sender,
          recipient,
          visitor,
          subject,
          text,
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

    /** Whether what an entry is to tell is still so. */
    boolean isToBeTold(Entry entry) {
      if (entry.label() == NotificationLabel.REJECTION) {
        return status == ModerationStatus.REJECTED && Objects.equals(sender, entry.recipient());
      }
      boolean isForOne = kind == Kind.MESSAGE;
      return status == ModerationStatus.ACCEPTED
          && (!isForOne || Objects.equals(recipient, entry.recipient()));
    }

    /** Whether its acceptance was taken back, and may come again: then nothing else is stored. */
    boolean isTakenBack(Entry entry) {
      return entry.label() == NotificationLabel.MESSAGE && status != ModerationStatus.ACCEPTED;
    }

    /** Address of the visitor who is to be told; null when it is a user. */
    String visitorToTell(Entry entry) {
      boolean isVisitor =
          kind == Kind.MESSAGE
              && (entry.label() == NotificationLabel.REJECTION ? sender : recipient) == null;
      return isVisitor ? visitor : null;
    }

    /** What it is to this recipient. */
    NotificationLabel labelFor(Entry entry) {
      boolean isAnswer =
          entry.label() == NotificationLabel.MESSAGE
              && (recipient == null
                  ? visitor != null && visitor.equals(parentVisitor)
                  : recipient.equals(parentSender));
      return isAnswer ? NotificationLabel.REPLY : entry.label();
    }
  }

  /** Those messages that are there and were not withdrawn, by id, without texts (2 statements). */
  Map<Long, Content> of(Collection<Long> ids) {
    return of(ids, Map.of());
  }

  /**
   * The same with their texts, but without the text of those that have a long one (3 statements).
   */
  Map<Long, Content> withShortTexts(Collection<Long> ids) {
    return of(ids, texts(sql.isDerby() ? SHORT_TEXTS_ON_DERBY : SHORT_TEXTS, ids));
  }

  /** The same with the beginning of each text (3 statements). */
  Map<Long, Content> withBeginnings(Collection<Long> ids) {
    Map<Long, String> texts = texts(BEGINNINGS, ids);
    texts.replaceAll((id, text) -> withoutHalf(text));
    return of(ids, texts);
  }

  /** Derby counts in halves of those characters that have two. */
  private static String withoutHalf(String text) {
    int last = text.length() - 1;
    return last >= 0 && Character.isHighSurrogate(text.charAt(last))
        ? text.substring(0, last)
        : text;
  }

  private Map<Long, String> texts(String select, Collection<Long> ids) {
    Map<Long, String> texts = new HashMap<>();
    sql.queryIn(select, row -> texts.put(row.getLong("id"), row.getString("body")), List.of(), ids);
    return texts;
  }

  /** The texts were read before, so that none is told that was withdrawn in between. */
  private Map<Long, Content> of(Collection<Long> ids, Map<Long, String> texts) {
    Map<Long, Set<String>> tags = new HashMap<>();
    sql.queryIn(
        TAGS,
        row ->
            tags.computeIfAbsent(row.getLong("message_id"), id -> new TreeSet<>())
                .add(row.getString("tag")),
        List.of(),
        ids);
    Map<Long, Content> contents = new HashMap<>();
    sql.queryIn(MESSAGES, row -> content(row, tags, texts), List.of(), ids)
        .forEach(content -> contents.put(content.id(), content));
    return contents;
  }

  /** With its text, however long; empty when it was withdrawn (1 statement). */
  Optional<Content> whole(Content content) {
    return sql.query(LONG_TEXT, row -> row.getString("body"), content.id()).stream()
        .map(content::withBody)
        .findFirst();
  }

  private static Content content(
      ResultSet row, Map<Long, Set<String>> tags, Map<Long, String> texts) throws SQLException {
    long id = row.getLong("id");
    return new Content(
        id,
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        Kind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("visitor_email"),
        row.getString("subject"),
        texts.get(id),
        row.getInt("level"),
        tags.getOrDefault(id, Set.of()),
        row.getString("view_name"),
        Sql.instant(row, "sent_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_reason"),
        row.getString("moderation_by"),
        row.getString("parent_sender"),
        row.getString("parent_visitor"));
  }
}
