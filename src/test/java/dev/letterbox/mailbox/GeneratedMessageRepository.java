package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.shared.jdbc.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores generated messages.
 *
 * @param messages all generated messages, stored or not
 */
record GeneratedMessageRepository(Database database, List<GeneratedMessage> messages) {

  private static final String INSERT_MESSAGE =
      """
      insert into lb_message (id, thread_id, parent_id, kind, sender, recipient, visitor_email,
        subject, body, level, view_name, sent_at, moderation_status, moderation_reason,
        sender_archived, sender_deleted_at, withdrawn_at, version)
      values (:id, :thread, :parent, :kind, :sender, :recipient, :visitorEmail,
        :subject, :body, :level, :view, :sentAt, :moderationStatus, :moderationReason,
        :senderArchived, :senderDeletedAt, :withdrawnAt, 0)
      """;
  private static final String INSERT_TAG =
      "insert into lb_message_tag (message_id, tag) values (:message, :tag)";
  private static final String INSERT_DELIVERY =
      """
      insert into lb_delivery (recipient, message_id, level, read_at, replied_at, archived,
        deleted_at, thread_id, single_message)
      values (:recipient, :message, :level, :readAt, :repliedAt, :archived,
        :deletedAt, :thread, :singleMessage)
      """;
  private static final String INSERT_CONVERSATION =
      """
      insert into lb_conversation (owner, thread_id, messages, newest_id)
      values (:owner, :thread, :messages, :newest)
      """;
  private static final String INSERT_MAILBOX =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      values (:owner, :unread, :total, :conversations, 1)
      """;

  /** Stores a message with its deliveries. */
  void insert(GeneratedMessage generated) {
    Message message = generated.message();
    boolean toVisitor = message.kind() == MessageKind.MESSAGE && message.recipient() == null;
    database
        .sql(INSERT_MESSAGE)
        .bind("id", message.id())
        .bind("thread", message.thread())
        .bind("parent", message.parent())
        .bind("kind", message.kind())
        .bind("sender", message.sender())
        .bind("recipient", message.recipient())
        .bind("visitorEmail", toVisitor ? "v@example.org" : null)
        .bind("subject", message.subject())
        .bind("body", message.body())
        .bind("level", message.level())
        .bind("view", message.view())
        .bind("sentAt", message.sentAt())
        .bind("moderationStatus", message.moderationStatus())
        .bind("moderationReason", message.moderationReason())
        .bind("senderArchived", generated.senderArchived())
        .bind("senderDeletedAt", generated.senderDeleted())
        .bind("withdrawnAt", message.withdrawnAt())
        .update();
    database
        .sql(INSERT_TAG)
        .bind("message", message.id())
        .batch(message.tags(), (tag, row) -> row.bind("tag", tag));
    generated
        .deliveries()
        .forEach((recipient, delivery) -> insertDelivery(message, recipient, delivery));
  }

  private void insertDelivery(
      Message message, String recipient, GeneratedMessage.GeneratedDelivery delivery) {
    database
        .sql(INSERT_DELIVERY)
        .bind("recipient", recipient)
        .bind("message", message.id())
        .bind("level", message.level())
        .bind("readAt", delivery.readAt())
        .bind("repliedAt", delivery.repliedAt())
        .bind("archived", delivery.archived())
        .bind("deletedAt", delivery.deletedAt())
        .bind("thread", message.thread())
        .bind("singleMessage", !hasReply(recipient, message.thread()))
        .update();
  }

  private boolean hasReply(String owner, long thread) {
    return messages.stream()
        .anyMatch(
            each ->
                each.message().thread() == thread
                    && each.message().parent() != null
                    && each.deliveries().containsKey(owner));
  }

  /**
   * Stores the counters of a mailbox.
   *
   * @param inbox entries of the inbox by message
   */
  void insertMailbox(String owner, List<GeneratedEntry> inbox) {
    Map<Long, List<Long>> threads = new HashMap<>();
    for (GeneratedMessage each : messages) {
      if (each.deliveries().containsKey(owner)) {
        threads.computeIfAbsent(each.message().thread(), id -> new ArrayList<>());
      }
    }
    inbox.forEach(each -> threads.get(each.message().thread()).add(each.message().id()));
    threads.forEach(
        (thread, ids) -> {
          if (hasReply(owner, thread)) {
            database
                .sql(INSERT_CONVERSATION)
                .bind("owner", owner)
                .bind("thread", thread)
                .bind("messages", ids.size())
                .bind("newest", ids.stream().max(Comparator.naturalOrder()).orElse(null))
                .update();
          }
        });
    database
        .sql(INSERT_MAILBOX)
        .bind("owner", owner)
        .bind("unread", inbox.stream().filter(each -> each.message().readAt() == null).count())
        .bind("total", inbox.size())
        .bind("conversations", threads.values().stream().filter(ids -> !ids.isEmpty()).count())
        .update();
  }
}
