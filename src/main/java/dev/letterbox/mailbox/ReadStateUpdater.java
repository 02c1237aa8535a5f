package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryUpdater;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.ReadEventPublisher;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Changes the read state of deliveries and the owner's counters. Each update states the expected
 * previous state and counts the changed rows, so counters match deliveries under concurrent
 * changes. Rows are locked by key, in the order that {@code message.store.DeliveryRepository}
 * states.
 */
@ApplicationScoped
class ReadStateUpdater {

  private static final String WHERE_DELIVERY =
      " where recipient = ? and message_id = ? and archived = ? and deleted_at is null";
  private static final String MARK_READ =
      "update lb_delivery set read_at = ?" + WHERE_DELIVERY + " and read_at is null";
  private static final String MARK_UNREAD =
      "update lb_delivery set read_at = null" + WHERE_DELIVERY + " and read_at is not null";

  /** Number of messages marked as read in one statement on Derby. */
  private static final int CHUNK_SIZE = 1000;

  @Inject private SqlRunner sql;
  @Inject private MailboxRepository counters;
  @Inject private ReadEventPublisher readEventPublisher;
  @Inject private DeliveryUpdater deliveryUpdater;
  @Inject private FolderSql folderSql;

  /** Marks unread messages as read; returns their number. */
  int markRead(String owner, Collection<Message> displayed, Instant now) {
    List<Message> unread = displayed.stream().filter(message -> message.readAt() == null).toList();
    List<Message> read =
        update(
            MARK_READ,
            unread,
            message -> new Object[] {now, owner, message.id(), message.archived()});
    updateUnreadCounter(owner, read, -1);
    readEventPublisher.publish(owner, read.stream().map(Message::id).toList(), now);
    return read.size();
  }

  /** Marks a message as unread; false if it changed since it was loaded. */
  boolean markUnread(Message displayed) {
    String owner = displayed.recipient();
    List<Message> marked =
        update(
            MARK_UNREAD,
            List.of(displayed),
            message -> new Object[] {owner, message.id(), message.archived()});
    updateUnreadCounter(owner, marked, 1);
    return !marked.isEmpty();
  }

  /** The messages whose rows were changed. */
  private List<Message> update(
      String update, Collection<Message> displayed, Function<Message, Object[]> parameters) {
    List<Message> messages =
        displayed.stream().sorted(Comparator.comparingLong(Message::id)).toList();
    return changedRows(messages, sql.batch(update, messages.stream().map(parameters).toList()));
  }

  private static <T> List<T> changedRows(List<T> rows, int[] counts) {
    return IntStream.range(0, counts.length)
        .filter(i -> counts[i] > 0)
        .mapToObj(rows::get)
        .toList();
  }

  private void updateUnreadCounter(String owner, List<Message> changed, int sign) {
    if (!changed.isEmpty()) {
      int inInbox = (int) changed.stream().filter(message -> !message.archived()).count();
      counters.apply(owner, new MailboxRepository.CounterDelta(sign * inInbox, 0, 0));
    }
  }

  /** Marks messages as read and deletes them, unless they were deleted meanwhile. */
  void markReadAndDelete(String owner, Collection<Message> displayed, Instant now) {
    List<Long> ids = displayed.stream().map(Message::id).toList();
    if (!ids.isEmpty()) {
      List<Delivery> deliveries =
          deliveryUpdater.lock(owner, ids, List.of()).stream()
              .filter(delivery -> delivery.deletedAt() == null)
              .toList();
      deliveryUpdater.update(
          owner,
          deliveries,
          delivery -> (delivery.readAt() == null ? delivery.readAt(now) : delivery).deletedAt(now));
    }
  }

  /** Marks all matching messages of the inbox up to an id as read; returns their number. */
  int markReadUpTo(String owner, long lastId, MessageFilter filter, Instant now) {
    SqlFragment unreadQuery =
        SqlFragment.of("select d.message_id")
            .add(folderSql.fromWhere(owner, filter.unread(true), FolderSql.DERBY_OLDEST_FIRST))
            .add(" and d.message_id <= ?", lastId);
    List<Long> read =
        sql.isDerby()
            ? markReadInChunks(owner, unreadQuery, now)
            : markReadInOneStatement(owner, unreadQuery, now);
    if (!read.isEmpty()) {
      counters.apply(owner, new MailboxRepository.CounterDelta(-read.size(), 0, 0));
      readEventPublisher.publish(owner, read, now);
    }
    return read.size();
  }

  private List<Long> markReadInOneStatement(String owner, SqlFragment unreadQuery, Instant now) {
    SqlFragment update =
        SqlFragment.of("with u as (")
            .add(unreadQuery)
            .add(" order by d.message_id for update of d) update lb_delivery set read_at = ?", now)
            .add(" from u where recipient = ? and lb_delivery.message_id = u.message_id", owner)
            .add(" returning u.message_id");
    return sql.query(update.sql(), row -> row.getLong("message_id"), update.parameters()).stream()
        .sorted()
        .toList();
  }

  /** Derby can't state the order in which an update locks its rows. */
  private List<Long> markReadInChunks(String owner, SqlFragment unreadQuery, Instant now) {
    List<Long> read = new ArrayList<>();
    List<Long> ids = List.of(0L);
    do {
      SqlFragment query =
          new SqlFragment()
              .add(unreadQuery)
              .add(" and d.message_id > ? order by d.message_id", ids.get(ids.size() - 1))
              .add(" fetch next ? rows only", CHUNK_SIZE);
      ids = sql.query(query.sql(), row -> row.getLong("message_id"), query.parameters());
      List<Object[]> rows = ids.stream().map(id -> new Object[] {now, owner, id, false}).toList();
      read.addAll(changedRows(ids, sql.batch(MARK_READ, rows)));
    } while (ids.size() == CHUNK_SIZE);
    return read;
  }
}
