package dev.letterbox.mailbox;

import dev.letterbox.api.Kind;
import dev.letterbox.api.Message;
import dev.letterbox.shared.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a correspondence.
 *
 * @param all all that was written, those whose rows are stored and those that come
 */
record CorrespondenceRows(Sql sql, List<Written> all) {

  /** Stores a message with its deliveries. */
  void store(Written each) {
    Message message = each.message();
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
        message.kind() == Kind.MESSAGE && message.recipient() == null ? "v@example.org" : null,
        message.subject(),
        message.body(),
        message.level(),
        message.view(),
        message.sentAt(),
        message.moderationStatus().name(),
        message.moderationReason(),
        each.senderArchived(),
        each.senderDeleted(),
        message.withdrawnAt());
    for (String tag : message.tags()) {
      sql.update("insert into lb_message_tag (message_id, tag) values (?, ?)", message.id(), tag);
    }
    each.copies().forEach((recipient, copy) -> storeCopy(message, recipient, copy));
  }

  private void storeCopy(Message message, String recipient, Written.Copy copy) {
    sql.update(
        "insert into lb_delivery (recipient, message_id, level, read_at, replied_at, archived,"
            + " deleted_at, thread_id, single_message) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        recipient,
        message.id(),
        message.level(),
        copy.readAt(),
        copy.repliedAt(),
        copy.archived(),
        copy.deletedAt(),
        message.thread(),
        !isAnswered(recipient, message.thread()));
  }

  private boolean isAnswered(String owner, long thread) {
    return all.stream()
        .anyMatch(
            each ->
                each.message().thread() == thread
                    && each.message().parent() != null
                    && each.copies().containsKey(owner));
  }

  /**
   * Stores what is counted of a mailbox.
   *
   * @param inbox what its inbox shows by message
   */
  void storeMailbox(String owner, List<Shown> inbox) {
    Map<Long, List<Long>> threads = new HashMap<>();
    for (Written each : all) {
      if (each.copies().containsKey(owner)) {
        threads.computeIfAbsent(each.message().thread(), id -> new ArrayList<>());
      }
    }
    inbox.forEach(each -> threads.get(each.message().thread()).add(each.message().id()));
    threads.forEach(
        (thread, ids) -> {
          if (isAnswered(owner, thread)) {
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
