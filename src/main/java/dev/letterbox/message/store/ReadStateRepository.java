package dev.letterbox.message.store;

import dev.letterbox.api.Message;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import dev.letterbox.shared.jdbc.SqlStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Changes the read state of deliveries together with the owner's unread counter, and fires the
 * event of read messages. Each update states the expected previous state and counts the changed
 * rows, so counters match deliveries under concurrent changes without a lock before.
 */
@ApplicationScoped
public class ReadStateRepository {

  private static final String MARK_READ =
      """
      update lb_delivery set read_at = :readAt
      where recipient = :owner and message_id = :id and archived = :archived
        and deleted_at is null and read_at is null
      """;
  private static final String MARK_UNREAD =
      """
      update lb_delivery set read_at = null
      where recipient = :owner and message_id = :id and archived = :archived
        and deleted_at is null and read_at is not null
      """;

  @Inject private Database database;
  @Inject private MessageStoreStatements statements;
  @Inject private MailboxRepository mailboxRepository;
  @Inject private ReadEventPublisher readEventPublisher;

  /**
   * Marks those messages as read that are unread, also if they were archived or restored since they
   * were loaded.
   *
   * @param messages received messages of the owner in the state that was loaded
   * @return number of the messages that were still unread
   */
  public int markRead(String owner, Collection<Message> messages, Instant readAt) {
    List<Message> unread = messages.stream().filter(message -> message.readAt() == null).toList();
    List<Message> read = markUnchangedRead(owner, unread, readAt);
    if (read.size() < unread.size()) {
      List<Message> moved = new ArrayList<>(unread);
      moved.removeAll(read);
      moved.replaceAll(
          message -> message.toBuilder().side(!message.archived(), message.deletedAt()).build());
      read.addAll(markUnchangedRead(owner, moved, readAt));
    }
    updateCounter(owner, read, -1);
    readEventPublisher.publish(owner, read.stream().map(Message::id).toList(), readAt);
    return read.size();
  }

  private List<Message> markUnchangedRead(String owner, List<Message> messages, Instant readAt) {
    return update(database.sql(MARK_READ).bind("owner", owner).bind("readAt", readAt), messages);
  }

  /**
   * Marks a message as unread.
   *
   * @param message a received message of the owner in the state that was loaded
   * @return false if it changed since it was loaded
   */
  public boolean markUnread(String owner, Message message) {
    List<Message> unread = update(database.sql(MARK_UNREAD).bind("owner", owner), List.of(message));
    updateCounter(owner, unread, 1);
    return !unread.isEmpty();
  }

  /** Updates rows in the order of their messages; returns the messages that have changed. */
  private static List<Message> update(SqlStatement update, List<Message> messages) {
    List<Message> sorted = messages.stream().sorted(Comparator.comparingLong(Message::id)).toList();
    return update.batch(
        sorted,
        (message, row) -> row.bind("id", message.id()).bind("archived", message.archived()));
  }

  private void updateCounter(String owner, List<Message> changed, int unreadDelta) {
    if (!changed.isEmpty()) {
      int inInbox = (int) changed.stream().filter(message -> !message.archived()).count();
      mailboxRepository.apply(
          owner, new MailboxRepository.CounterDelta(unreadDelta * inInbox, 0, 0));
    }
  }

  /**
   * Marks all deliveries of a query as read.
   *
   * @param unread see {@link MessageStoreStatements#markAllRead}
   * @return number of the messages that were unread
   */
  public int markAllRead(String owner, SqlFragment unread, Instant readAt) {
    List<Long> read = statements.markAllRead(owner, unread, readAt);
    if (!read.isEmpty()) {
      mailboxRepository.apply(owner, new MailboxRepository.CounterDelta(-read.size(), 0, 0));
      readEventPublisher.publish(owner, read, readAt);
    }
    return read.size();
  }
}
