package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import dev.letterbox.shared.jdbc.SqlStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One statement for a set of rows, which is passed as an array. */
class PostgresqlMessageStoreStatements implements MessageStoreStatements {

  private static final String NEW_ID = "select nextval('lb_message_id') as id";

  /** PostgreSQL plans it for each execution, so it is not used for a single id. */
  private static final String NEW_IDS =
      "select nextval('lb_message_id') as id from generate_series(1, :count)";

  /** Key space of advisory locks of moderation decisions: the characters LB. */
  private static final int ADVISORY_LOCK_SPACE = 'L' << 8 | 'B';

  /** Decisions on one message wait for each other here, before they lock anything else. */
  private static final String SELECT_FOR_DECISION =
      MessageRepository.SELECT + " and pg_advisory_xact_lock(:space, :key)::text is not null";

  private static final String INSERT_DELIVERIES =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level)
      select name, :message, :message, :level from unnest(:recipients) as name
      on conflict do nothing
      """;
  private static final String LOCK_DELIVERY =
      """
      select 1 from lb_delivery
      where recipient = :recipient and message_id = :message
      for update
      """;
  private static final String LOCK_DELIVERIES_OF_MESSAGE =
      """
      select count(*) from
        (select 1 from lb_delivery where message_id = :message order by recipient for update) locked
      """;
  private static final String LOCK_DELIVERIES_OF_RECIPIENT =
      """
      select count(*) from
        (select 1 from lb_delivery where recipient = :name order by message_id for update) locked
      """;
  private static final String DELETE_DELIVERIES =
      """
      with locked as materialized (
        select recipient as locked_recipient, message_id as locked_message from lb_delivery
        where message_id = any (:messages) order by message_id, recipient for update)
      delete from lb_delivery using locked
      where recipient = locked_recipient and message_id = locked_message
      returning %s
      """
          .formatted(Delivery.COLUMNS);
  private static final String DELETE_UNREAD =
      "delete from lb_delivery where message_id = :message and read_at is null";
  private static final String LOCK_MESSAGES =
      """
      select count(*) from
        (select 1 from lb_message where id = any (:ids) order by id for update) locked
      """;
  private static final String LOCK_MESSAGES_OF_USER =
      """
      select count(*) from
        (select 1 from lb_message
          where sender = :name or recipient = :name or moderation_by = :name
          order by id for update) locked
      """;

  /** Foreign keys are checked at the end of the statement. */
  private static final String DELETE_MESSAGES =
      """
      with tags as (delete from lb_message_tag where message_id = any (:ids))
      delete from lb_message where id = any (:ids)
      """;

  private static final String LOCK_CONVERSATIONS =
      """
      select count(*) from
        (select 1 from lb_conversation where owner = :name order by thread_id for update) locked
      """;

  private static final String INSERT_MAILBOXES =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      select name, 0, 0, 0, 0 from unnest(:owners) as name order by name collate "C"
      on conflict do nothing
      """;
  private static final String ADD_UNREAD_FOR_OWNERS =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      select name, 1, 1, 1, 1 from unnest(:owners) as name order by name collate "C"
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;
  private static final String ADD_UNREAD_FOR_MESSAGE =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      select recipient, 1, 1, 1, 1 from lb_delivery where message_id = :message order by recipient
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;
  private static final String LOCK_MAILBOXES =
      """
      select count(*) from
        (select 1 from lb_mailbox
          where owner in (select recipient from lb_delivery where message_id = :message)
          order by owner for update) locked
      """;
  private static final String SUBTRACT_UNREAD =
      """
      update lb_mailbox box
      set unread = box.unread - d.unread, total = box.total - d.unread,
        conversations = box.conversations - d.single_message, version = box.version + 1
      from
        (select recipient,
            (read_at is null and not archived and deleted_at is null)::int as unread,
            (read_at is null and not archived and deleted_at is null and single_message)::int
              as single_message
          from lb_delivery where message_id = :message) d
      where box.owner = d.recipient
      """;
  private static final String INSERT_CONVERSATIONS =
      """
      insert into lb_conversation (owner, thread_id, messages)
      select name, :thread, 0 from unnest(:owners) as name order by name collate "C"
      on conflict do nothing
      """;

  private final Database database;

  PostgresqlMessageStoreStatements(Database database) {
    this.database = database;
  }

  @Override
  public Supplier<List<Long>> newMessageIds(int count) {
    SqlStatement query =
        count == 1 ? database.sql(NEW_ID) : database.sql(NEW_IDS).bind("count", count);
    return query.listLater(row -> row.getLong("id"));
  }

  @Override
  public Optional<MessageHeader> findForDecision(long messageId) {
    return database
        .sql(SELECT_FOR_DECISION)
        .bind("id", messageId)
        .bind("space", ADVISORY_LOCK_SPACE)
        .bind("key", Long.hashCode(messageId))
        .first(MessageHeader::of);
  }

  @Override
  public int deliver(long messageId, int level, Collection<String> recipients) {
    return database
        .sql(INSERT_DELIVERIES)
        .bind("message", messageId)
        .bind("level", level)
        .bind("recipients", recipients.toArray(String[]::new))
        .update();
  }

  @Override
  public void lockDelivery(String recipient, long messageId) {
    database.sql(LOCK_DELIVERY).bind("recipient", recipient).bind("message", messageId).exists();
  }

  @Override
  public void lockDeliveries(long messageId) {
    database.sql(LOCK_DELIVERIES_OF_MESSAGE).bind("message", messageId).exists();
  }

  @Override
  public void lockDeliveries(String recipient) {
    database.sql(LOCK_DELIVERIES_OF_RECIPIENT).bind("name", recipient).exists();
  }

  @Override
  public List<Delivery> deleteDeliveries(Collection<Long> messageIds) {
    return database
        .sql(DELETE_DELIVERIES)
        .bind("messages", messageIds.toArray(Long[]::new))
        .list(Delivery::of);
  }

  @Override
  public void deleteUnread(long messageId) {
    database.sql(DELETE_UNREAD).bind("message", messageId).update();
  }

  @Override
  public List<Long> markAllRead(String recipient, SqlFragment unread, Instant now) {
    SqlFragment update =
        SqlFragment.of("with unread as (")
            .add(unread)
            .add(
                """
                 order by d.message_id for update of d)
                update lb_delivery set read_at = :now
                from unread
                where recipient = :recipient and lb_delivery.message_id = unread.message_id
                returning unread.message_id
                """)
            .bind("now", now)
            .bind("recipient", recipient);
    return database.sql(update).list(row -> row.getLong("message_id")).stream().sorted().toList();
  }

  @Override
  public void lockMessages(Collection<Long> orderedIds) {
    database.sql(LOCK_MESSAGES).bind("ids", orderedIds.toArray(Long[]::new)).exists();
  }

  @Override
  public void lockMessages(String user) {
    database.sql(LOCK_MESSAGES_OF_USER).bind("name", user).exists();
  }

  @Override
  public void deleteMessages(Collection<Long> ids) {
    database.sql(DELETE_MESSAGES).bind("ids", ids.toArray(Long[]::new)).update();
  }

  @Override
  public void createMissingMailboxes(Collection<String> owners) {
    database.sql(INSERT_MAILBOXES).bind("owners", owners.toArray(String[]::new)).enqueue();
  }

  @Override
  public void addUnread(Collection<String> owners) {
    database.sql(ADD_UNREAD_FOR_OWNERS).bind("owners", owners.toArray(String[]::new)).enqueue();
  }

  @Override
  public void addUnread(long messageId) {
    database.sql(ADD_UNREAD_FOR_MESSAGE).bind("message", messageId).update();
  }

  @Override
  public void subtractUnread(long messageId) {
    database.sql(LOCK_MAILBOXES).bind("message", messageId).exists();
    database.sql(SUBTRACT_UNREAD).bind("message", messageId).update();
  }

  @Override
  public void createMissingConversations(long thread, Collection<String> owners) {
    database
        .sql(INSERT_CONVERSATIONS)
        .bind("thread", thread)
        .bind("owners", owners.toArray(String[]::new))
        .update();
  }

  @Override
  public void lockConversations(String owner) {
    database.sql(LOCK_CONVERSATIONS).bind("name", owner).exists();
  }

  @Override
  public void lockConversationsForErasure() {
    // row locks are enough
  }
}
