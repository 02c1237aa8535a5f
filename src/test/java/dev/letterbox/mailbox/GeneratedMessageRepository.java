package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.shared.jdbc.SqlRunner;
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
record GeneratedMessageRepository(SqlRunner sql, List<GeneratedMessage> messages) {

  /** Stores a message with its deliveries. */
  void insert(GeneratedMessage generated) {
    Message message = generated.message();
    sql.update(
        "insert into lb_message (id, thread_id, parent_id, kind, sender, recipient,"
            + " visitor_email, subject, body, level, view_name, sent_at, moderation_status,"
            + " moderation_reason, sender_archived, sender_deleted_at, withdrawn_at, version)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        message.id(),
        message.thread(),
        message.parent(),
        message.kind().name(),
        message.sender(),
        message.recipient(),
        message.kind() == MessageKind.MESSAGE && message.recipient() == null
            ? "v@example.org"
            : null,
        message.subject(),
        message.body(),
        message.level(),
        message.view(),
        message.sentAt(),
        message.moderationStatus().name(),
        message.moderationReason(),
        generated.senderArchived(),
        generated.senderDeleted(),
        message.withdrawnAt());
    for (String tag : message.tags()) {
      sql.update("insert into lb_message_tag (message_id, tag) values (?, ?)", message.id(), tag);
    }
    generated
        .deliveries()
        .forEach((recipient, delivery) -> insertDelivery(message, recipient, delivery));
  }

  private void insertDelivery(
      Message message, String recipient, GeneratedMessage.GeneratedDelivery delivery) {
    sql.update(
        "insert into lb_delivery (recipient, message_id, level, read_at, replied_at, archived,"
            + " deleted_at, thread_id, single_message) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        recipient,
        message.id(),
        message.level(),
        delivery.readAt(),
        delivery.repliedAt(),
        delivery.archived(),
        delivery.deletedAt(),
        message.thread(),
        !hasReply(recipient, message.thread()));
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
  void insertMailbox(String owner, List<PageEntry> inbox) {
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
            sql.update(
                "insert into lb_conversation (owner, thread_id, messages, newest_id)"
                    + " values (?, ?, ?, ?)",
                owner,
                thread,
                ids.size(),
                ids.stream().max(Comparator.naturalOrder()).orElse(null));
          }
        });
    sql.update(
        "insert into lb_mailbox (owner, unread, total, conversations, version)"
            + " values (?, ?, ?, ?, 1)",
        owner,
        inbox.stream().filter(each -> each.message().readAt() == null).count(),
        inbox.size(),
        threads.values().stream().filter(ids -> !ids.isEmpty()).count());
  }
}
