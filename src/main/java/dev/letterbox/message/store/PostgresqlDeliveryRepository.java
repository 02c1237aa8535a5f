package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.SqlRunner;
import java.util.Collection;
import java.util.List;

/** PostgreSQL takes an array as a table, so that a set costs one statement. */
class PostgresqlDeliveryRepository extends DeliveryRepository {

  private static final String NEW_IDS =
      "select nextval('lb_message_id') as id from generate_series(1, ?)";
  private static final String INSERT_DELIVERIES =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level)
      select name, ?, ?, ? from unnest(?) as name
      on conflict do nothing
      """;
  private static final String ADD_UNREAD_FOR_OWNERS =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      select name, 1, 1, 1, 1 from unnest(?) as name order by name collate "C"
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;
  private static final String ADD_UNREAD_FOR_MESSAGE =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      select recipient, 1, 1, 1, 1 from lb_delivery where message_id = ? order by recipient
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;

  private static final String INSERT_MAILBOXES =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      select name, 0, 0, 0, 0 from unnest(?) as name order by name collate "C"
      on conflict do nothing
      """;
  private static final String INSERT_CONVERSATIONS =
      """
      insert into lb_conversation (owner, thread_id, messages)
      select name, ?, 0 from unnest(?) as name order by name collate "C"
      on conflict do nothing
      """;

  private static final String LOCK_DELIVERIES =
      """
      select count(*) from
        (select 1 from lb_delivery where message_id = ? order by recipient for update) locked
      """;
  private static final String DELETE_UNREAD =
      "delete from lb_delivery where message_id = ? and read_at is null";
  private static final String LOCK_MAILBOXES =
      """
      select count(*) from
        (select 1 from lb_mailbox
          where owner in (select recipient from lb_delivery where message_id = ?)
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
            (read_at is null and not archived and deleted_at is null and single_message)::int as single_message
          from lb_delivery where message_id = ?) d
      where box.owner = d.recipient
      """;

  PostgresqlDeliveryRepository(SqlRunner sql) {
    super(sql);
  }

  @Override
  public List<Long> newMessageIds(int count) {
    return sql.query(NEW_IDS, row -> row.getLong("id"), count);
  }

  @Override
  public int deliver(long messageId, int level, Collection<String> recipients) {
    return sql.update(
        INSERT_DELIVERIES, messageId, messageId, level, recipients.toArray(String[]::new));
  }

  @Override
  public void addUnread(Collection<String> owners) {
    sql.update(ADD_UNREAD_FOR_OWNERS, (Object) owners.toArray(String[]::new));
  }

  @Override
  public void addUnread(long messageId) {
    sql.update(ADD_UNREAD_FOR_MESSAGE, messageId);
  }

  @Override
  public void createMissingMailboxes(Collection<String> owners) {
    sql.update(INSERT_MAILBOXES, (Object) owners.toArray(String[]::new));
  }

  @Override
  void createMissingConversations(long thread, Collection<String> owners) {
    sql.update(INSERT_CONVERSATIONS, thread, owners.toArray(String[]::new));
  }

  @Override
  public void lockDeliveries(long messageId) {
    sql.query(LOCK_DELIVERIES, row -> row.getLong(1), messageId);
  }

  @Override
  public void deleteUnread(long messageId) {
    sql.update(DELETE_UNREAD, messageId);
  }

  @Override
  public void subtractUnread(long messageId) {
    sql.query(LOCK_MAILBOXES, row -> row.getLong(1), messageId);
    sql.update(SUBTRACT_UNREAD, messageId);
  }
}
