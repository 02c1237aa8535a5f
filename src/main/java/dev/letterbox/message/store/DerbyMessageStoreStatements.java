package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Parameters;
import dev.letterbox.shared.jdbc.SqlFragment;
import dev.letterbox.shared.jdbc.SqlStatement;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Batches of single rows, by key and in a fixed order: Derby runs inside the server, takes no
 * arrays, and an update of many rows locks them in no fixed order. {@code merge} reads a row before
 * it locks it and loses concurrent changes, so rows are inserted first and then updated.
 */
class DerbyMessageStoreStatements implements MessageStoreStatements {

  private static final int CHUNK_SIZE = MessageRecipientQuery.CHUNK_SIZE;

  private static final String NEW_ID = "values next value for lb_message_id";
  private static final String INSERT_DELIVERY =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level)
      select cast(:recipient as varchar(510)), cast(:message as bigint),
        cast(:message as bigint), cast(:level as integer) from sysibm.sysdummy1
      where not exists
        (select 1 from lb_delivery where recipient = :recipient and message_id = :message)
      """;
  private static final String DELETE_UNREAD =
      """
      delete from lb_delivery
      where recipient = :recipient and message_id = :message and read_at is null
      """;
  private static final String SELECT_DELIVERIES_OF_RECIPIENT =
      """
      select message_id as id from lb_delivery {index lb_delivery_pk}
      where message_id > :after and recipient = :name
      order by message_id fetch next :limit rows only with ur
      """;
  private static final String MARK_READ =
      """
      update lb_delivery set read_at = :now
      where recipient = :recipient and message_id = :message and archived = false
        and deleted_at is null and read_at is null
      """;
  private static final String SELECT_MESSAGES_OF_USER =
      """
      select id from lb_message
      where id > :after and (sender = :name or recipient = :name or moderation_by = :name)
      order by id fetch next :limit rows only with ur
      """;
  private static final String INSERT_MAILBOX =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      select cast(:owner as varchar(510)), 0, 0, 0, 0 from sysibm.sysdummy1
      where not exists (select 1 from lb_mailbox where owner = :owner)
      """;
  private static final String SELECT_NEXT_DELIVERIES =
      """
      select %s from lb_delivery {index lb_delivery_message}
      where message_id = :message and recipient > :after
      order by recipient fetch next :limit rows only
      """
          .formatted(Delivery.COLUMNS);
  private static final String INSERT_CONVERSATION =
      """
      insert into lb_conversation (owner, thread_id, messages)
      select cast(:owner as varchar(510)), cast(:thread as bigint), 0 from sysibm.sysdummy1
      where not exists (select 1 from lb_conversation where owner = :owner and thread_id = :thread)
      """;

  private final Database database;
  private final MessageRecipientQuery recipients;
  private final DerbyDeletionStatements deletions;

  DerbyMessageStoreStatements(Database database) {
    this.database = database;
    this.recipients = new MessageRecipientQuery(database);
    this.deletions = new DerbyDeletionStatements(database);
  }

  @Override
  public Supplier<List<Long>> newMessageIds(int count) {
    Supplier<Long> next = () -> database.sql(NEW_ID).single(row -> row.getLong(1));
    return () -> Stream.generate(next).limit(count).toList();
  }

  @Override
  public Optional<MessageHeader> findForDecision(long messageId) {
    return database.sql(MessageRepository.SELECT).bind("id", messageId).first(MessageHeader::of);
  }

  @Override
  public int deliver(long messageId, int level, Collection<String> names) {
    return database
        .sql(INSERT_DELIVERY)
        .bind("message", messageId)
        .bind("level", level)
        .batch(names, (name, row) -> row.bind("recipient", name))
        .size();
  }

  @Override
  public void lockDelivery(String recipient, long messageId) {
    database
        .sql(DeliveryRepository.LOCK)
        .bind("recipient", recipient)
        .bind("message", messageId)
        .update();
  }

  @Override
  public void lockDeliveries(long messageId) {
    forEachDelivery(messageId, DeliveryRepository.LOCK);
  }

  @Override
  public void lockDeliveries(String recipient) {
    forEachChunkOfIds(
        SELECT_DELIVERIES_OF_RECIPIENT,
        recipient,
        ids ->
            database
                .sql(DeliveryRepository.LOCK)
                .bind("recipient", recipient)
                .batch(ids, (id, row) -> row.bind("message", id)));
  }

  private void forEachChunkOfIds(String query, String name, Consumer<List<Long>> consumer) {
    List<Long> ids = List.of(0L);
    do {
      ids =
          database
              .sql(query)
              .bind("after", ids.get(ids.size() - 1))
              .bind("name", name)
              .bind("limit", CHUNK_SIZE)
              .list(row -> row.getLong("id"));
      consumer.accept(ids);
    } while (ids.size() == CHUNK_SIZE);
  }

  @Override
  public List<Delivery> deleteDeliveries(Collection<Long> messageIds) {
    return deletions.deleteDeliveries(messageIds);
  }

  @Override
  public void deleteUnread(long messageId) {
    forEachDelivery(messageId, DELETE_UNREAD);
  }

  /** By key: with the message alone in the condition, Derby may scan the whole table. */
  private void forEachDelivery(long messageId, String statement) {
    recipients.forEachChunk(
        messageId,
        names ->
            database
                .sql(statement)
                .bind("message", messageId)
                .batch(names, (name, row) -> row.bind("recipient", name)));
  }

  @Override
  public List<Long> markAllRead(String recipient, SqlFragment unread, Instant now) {
    List<Long> read = new ArrayList<>();
    List<Long> ids = List.of(0L);
    do {
      SqlFragment next =
          new SqlFragment()
              .add(unread)
              .add(" and d.message_id > :after order by d.message_id fetch next :limit rows only")
              .bind("after", ids.get(ids.size() - 1))
              .bind("limit", CHUNK_SIZE);
      ids = database.sql(next).list(row -> row.getLong("message_id"));
      read.addAll(
          database
              .sql(MARK_READ)
              .bind("now", now)
              .bind("recipient", recipient)
              .batch(ids, (id, row) -> row.bind("message", id)));
    } while (ids.size() == CHUNK_SIZE);
    return read;
  }

  @Override
  public void lockMessages(Collection<Long> orderedIds) {
    database.sql(MessageRepository.LOCK).batch(orderedIds, (id, row) -> row.bind("id", id));
  }

  @Override
  public void lockMessages(String user) {
    forEachChunkOfIds(SELECT_MESSAGES_OF_USER, user, this::lockMessages);
  }

  @Override
  public void deleteMessages(Collection<Long> ids) {
    deletions.deleteMessages(ids);
  }

  @Override
  public void createMissingMailboxes(Collection<String> owners) {
    insertMissing(database.sql(INSERT_MAILBOX), owners);
  }

  @Override
  public void createMissingConversations(long thread, Collection<String> owners) {
    insertMissing(database.sql(INSERT_CONVERSATION).bind("thread", thread), owners);
  }

  private static void insertMissing(SqlStatement insert, Collection<String> owners) {
    List<String> ordered = List.copyOf(new TreeSet<>(owners));
    int processed = 0;
    while (processed < ordered.size()) {
      processed += insertUntilDuplicate(insert, ordered.subList(processed, ordered.size()));
    }
  }

  /** A concurrent transaction may insert the same row first: it exists then, and is skipped. */
  private static int insertUntilDuplicate(SqlStatement insert, List<String> owners) {
    try {
      insert.batch(owners, (owner, row) -> row.bind("owner", owner));
      return owners.size();
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      return e.completedInBatch() + 1;
    }
  }

  /** Creates all mailboxes before it locks any: then counting waits for no other insert. */
  @Override
  public void addUnread(Collection<String> owners) {
    createMissingMailboxes(owners);
    incrementCounters(owners);
  }

  @Override
  public void addUnread(long messageId) {
    recipients.forEachChunk(messageId, this::createMissingMailboxes);
    recipients.forEachChunk(messageId, this::incrementCounters);
  }

  private void incrementCounters(Collection<String> owners) {
    database
        .sql(MailboxRepository.APPLY_DELTA)
        .bind("unread", 1)
        .bind("total", 1)
        .bind("conversations", 1)
        .batch(new TreeSet<>(owners), (owner, row) -> row.bind("owner", owner));
  }

  @Override
  public void subtractUnread(long messageId) {
    List<Delivery> deliveries = nextDeliveries(messageId, "");
    while (!deliveries.isEmpty()) {
      database
          .sql(MailboxRepository.APPLY_DELTA)
          .batch(deliveries, DerbyMessageStoreStatements::bindSubtraction);
      String last = deliveries.get(deliveries.size() - 1).recipient();
      deliveries = nextDeliveries(messageId, last);
    }
  }

  private List<Delivery> nextDeliveries(long messageId, String after) {
    return database
        .sql(SELECT_NEXT_DELIVERIES)
        .bind("message", messageId)
        .bind("after", after)
        .bind("limit", CHUNK_SIZE)
        .list(Delivery::of);
  }

  private static void bindSubtraction(Delivery delivery, Parameters row) {
    int unread = delivery.isUnreadInInbox() ? 1 : 0;
    row.bind("unread", -unread)
        .bind("total", -unread)
        .bind("conversations", delivery.singleMessage() ? -unread : 0)
        .bind("owner", delivery.recipient());
  }

  @Override
  public void lockConversations(String owner) {
    lockConversationsForErasure();
  }

  @Override
  public void lockConversationsForErasure() {
    database.sql("lock table lb_conversation in exclusive mode").update();
  }
}
