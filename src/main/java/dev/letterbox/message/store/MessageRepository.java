package dev.letterbox.message.store;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Parameters;
import dev.letterbox.shared.jdbc.SqlStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Rows of {@code lb_message}, {@code lb_message_tag} and {@code lb_rating}. */
@ApplicationScoped
public class MessageRepository {

  private static final String INSERT =
      """
      insert into lb_message (id, thread_id, parent_id, kind, sender, recipient, visitor_email,
        subject, body, level, view_name, sent_at, session_key, moderation_status, moderation_date,
        moderation_reason, sender_archived, sender_deleted_at, notification, version)
      values (:id, :thread, :parent, :kind, :sender, :recipient, :visitorEmail,
        :subject, :body, :level, :view, :sentAt, :session, :moderationStatus, :moderationDate,
        :moderationReason, :senderArchived, :senderDeletedAt, :notification, 0)
      """;
  private static final String INSERT_TAG =
      "insert into lb_message_tag (message_id, tag) values (:message, :tag)";
  private static final String INSERT_RATING =
      """
      insert into lb_rating (message_id, position, moderator, rating, reason)
      values (:message, :position, :moderator, :rating, :reason)
      """;

  static final String SELECT =
      "select %s from lb_message m where m.id = :id".formatted(MessageHeader.COLUMNS);
  private static final String SELECT_RECEIVED =
      """
      select %s
      from lb_delivery d, lb_message m
      where d.recipient = :recipient and d.message_id = :id and d.deleted_at is null
        and m.id = d.message_id and m.moderation_status = :status
      """
          .formatted(MessageHeader.COLUMNS);
  static final String LOCK = "update lb_message set version = version where id = :id";
  private static final String SELECT_IDS_BY_THREAD =
      """
      select id from lb_message {index lb_message_thread}
      where thread_id in (:threads)
      order by id
      """;

  private static final String UPDATE_STATUS =
      """
      update lb_message
      set moderation_status = :newStatus, moderation_by = :moderator,
        moderation_date = :decidedAt, moderation_reason = :reason, version = version + 1
      where id = :id and moderation_status = :currentStatus and withdrawn_at is null
        and coalesce(sender, '') = :sender and coalesce(recipient, '') = :recipient
      """;
  private static final String UPDATE_ACCEPTED_BEFORE =
      "update lb_message set accepted_before = true where id = :id";
  private static final String WITHDRAW =
      """
      update lb_message
      set withdrawn_at = :now, subject = null, body = '', version = version + 1
      where id = :id and withdrawn_at is null
      """;

  private static final String RENAME_SENDER =
      """
      update lb_message
      set sender = :pseudonym, version = version + 1,
        sender_deleted_at = coalesce(sender_deleted_at, :now)
      where sender = :name
      """;
  private static final String RENAME_RECIPIENT =
      """
      update lb_message set recipient = :pseudonym, version = version + 1
      where recipient = :name
      """;
  private static final String RENAME_MODERATOR =
      """
      update lb_message set moderation_by = :pseudonym, version = version + 1
      where moderation_by = :name
      """;
  private static final String DELETE_RATINGS = "delete from lb_rating where message_id = :id";

  /** Maximum length of the texts of a batch, in characters: a driver holds all of it in memory. */
  private static final int BATCH_CHARACTERS = 2_000_000;

  @Inject private Database database;
  @Inject private MessageStoreStatements statements;
  @Inject private Event<MessagesDeleted> deletedEvent;

  private record TagRow(long messageId, String tag) {}

  private record RatingRow(long messageId, int position, ModerationResult.StoredRating rating) {}

  /** Locks the whole table, for a check that no other node inserts its first messages. */
  public void lockTable() {
    database.sql("lock table lb_message in exclusive mode").update();
  }

  /** Whether there are no messages at all. */
  public boolean isEmpty() {
    return !database.sql("select id from lb_message fetch first row only").exists();
  }

  /** Ids for new messages, in ascending order; see {@link SqlStatement#listLater}. */
  public Supplier<List<Long>> newIdsLater(int count) {
    return statements.newMessageIds(count);
  }

  /** Inserts messages of the same text, with their tags and ratings. */
  public void insertAll(List<OutgoingMessage> messages) {
    int batchSize = Math.max(1, BATCH_CHARACTERS / (messages.get(0).content().body().length() + 1));
    for (int from = 0; from < messages.size(); from += batchSize) {
      insertBatch(messages.subList(from, Math.min(from + batchSize, messages.size())));
    }
  }

  private void insertBatch(List<OutgoingMessage> messages) {
    List<TagRow> tags = new ArrayList<>();
    List<RatingRow> ratings = new ArrayList<>();
    for (OutgoingMessage message : messages) {
      message.content().tags().forEach(tag -> tags.add(new TagRow(message.id(), tag)));
      message
          .moderation()
          .ratings() // positions need to be ascending only, not without gaps
          .forEach(rating -> ratings.add(new RatingRow(message.id(), ratings.size(), rating)));
    }
    database.sql(INSERT).enqueueBatch(messages, MessageRepository::bind);
    database
        .sql(INSERT_TAG)
        .enqueueBatch(
            tags, (tag, row) -> row.bind("message", tag.messageId()).bind("tag", tag.tag()));
    database
        .sql(INSERT_RATING)
        .enqueueBatch(
            ratings,
            (rating, row) ->
                row.bind("message", rating.messageId())
                    .bind("position", rating.position())
                    .bind("moderator", rating.rating().moderator())
                    .bind("rating", rating.rating().rating())
                    .bind("reason", rating.rating().reason()));
  }

  private static void bind(OutgoingMessage message, Parameters row) {
    MessageContent content = message.content();
    ModerationResult moderation = message.moderation();
    boolean pending = moderation.status() == ModerationStatus.PENDING;
    row.bind("id", message.id())
        .bind("thread", message.thread())
        .bind("parent", content.parent())
        .bind("kind", content.kind())
        .bind("sender", content.sender())
        .bind("recipient", content.recipient())
        .bind("visitorEmail", content.visitorEmail())
        .bind("subject", content.subject())
        .bind("body", content.body())
        .bind("level", content.level())
        .bind("view", content.view())
        .bind("sentAt", message.sentAt())
        .bind("session", content.session())
        .bind("moderationStatus", moderation.status())
        .bind("moderationDate", pending ? null : message.sentAt())
        .bind("moderationReason", moderation.reason())
        .bind("senderArchived", content.senderArchived())
        .bind("senderDeletedAt", content.senderDeleted() ? message.sentAt() : null)
        .bind("notification", content.notifyRecipients());
  }

  public Optional<MessageHeader> find(long id) {
    return database.sql(SELECT).bind("id", id).first(MessageHeader::of);
  }

  /** Finds a message, and on PostgreSQL makes concurrent decisions on it wait. */
  public Optional<MessageHeader> findForDecision(long id) {
    return statements.findForDecision(id);
  }

  /** Finds an accepted message that this user has received and not deleted. */
  public Optional<MessageHeader> findReceived(String recipient, long id) {
    return database
        .sql(SELECT_RECEIVED)
        .bind("recipient", recipient)
        .bind("id", id)
        .bind("status", ModerationStatus.ACCEPTED)
        .first(MessageHeader::of);
  }

  /** Ids of the messages of these conversations. */
  public List<Long> findIds(Collection<Long> threads) {
    return database
        .sql(SELECT_IDS_BY_THREAD)
        .bindList("threads", threads)
        .list(row -> row.getLong("id"));
  }

  /** Locks messages, in the order of their ids. */
  public void lock(Collection<Long> ids) {
    statements.lockMessages(new TreeSet<>(ids));
  }

  /** Locks all messages that a user has sent, moderated, or received as the only recipient. */
  public void lockAll(String user) {
    statements.lockMessages(user);
  }

  /**
   * Stores a decision, unless the message has another status than the decision expects, another
   * sender or recipient than this one, or was withdrawn.
   *
   * @return whether it was stored
   */
  public boolean updateStatus(MessageHeader message, ModerationDecision decision) {
    return database
            .sql(UPDATE_STATUS)
            .bind("newStatus", decision.newStatus())
            .bind("moderator", decision.moderator())
            .bind("decidedAt", decision.decidedAt())
            .bind("reason", decision.reason())
            .bind("id", message.id())
            .bind("currentStatus", decision.currentStatus())
            .bind("sender", Objects.requireNonNullElse(message.sender(), ""))
            .bind("recipient", Objects.requireNonNullElse(message.recipient(), ""))
            .update()
        > 0;
  }

  /** Records that an acceptance is taken back: another one does not notify the recipient again. */
  public void markAcceptedBefore(long id) {
    database.sql(UPDATE_ACCEPTED_BEFORE).bind("id", id).update();
  }

  /**
   * Withdraws a message: clears its subject and body.
   *
   * @return false when it was withdrawn already
   */
  public boolean withdraw(long id, Instant now) {
    return database.sql(WITHDRAW).bind("now", now).bind("id", id).update() > 0;
  }

  /** Withdraws locked messages. */
  public void withdrawAll(Collection<Long> ids, Instant now) {
    database.sql(WITHDRAW).bind("now", now).batch(ids, (id, row) -> row.bind("id", id));
  }

  /**
   * Replaces the name of an erased user in messages, which are locked. Sent messages are deleted
   * for their sender.
   */
  public void rename(String name, String pseudonym, Instant now) {
    SqlStatement renameSender = database.sql(RENAME_SENDER).bind("now", now);
    for (SqlStatement rename :
        List.of(renameSender, database.sql(RENAME_RECIPIENT), database.sql(RENAME_MODERATOR))) {
      rename.bind("pseudonym", pseudonym).bind("name", name).update();
    }
  }

  /** Deletes the ratings of messages. */
  public void deleteRatings(Collection<Long> ids) {
    database.sql(DELETE_RATINGS).batch(ids, (id, row) -> row.bind("id", id));
  }

  /** Deletes locked messages without deliveries and ratings, and their tags. */
  public void deleteAll(Collection<Long> ids) {
    deletedEvent.fire(new MessagesDeleted(ids));
    statements.deleteMessages(ids);
  }
}
