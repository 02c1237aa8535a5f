package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import java.util.Collection;
import java.util.List;

/** PostgreSQL takes an array as a table, so that a set costs one statement. */
class PostgresqlDeliveries extends Deliveries {

  private static final String NEW_IDS =
      "select nextval('lb_message_id') as id from generate_series(1, ?)";
  private static final String DELIVER =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level)
      select name, ?, ?, ? from unnest(?) as name
      on conflict do nothing
      """;
  private static final String COUNT_OWNERS =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      select name, 1, 1, 1, 1 from unnest(?) as name order by name collate "C"
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;
  private static final String COUNT_DELIVERIES =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      select recipient, 1, 1, 1, 1 from lb_delivery where message_id = ? order by recipient
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;

  private static final String MAKE_MAILBOXES =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      select name, 0, 0, 0, 0 from unnest(?) as name order by name collate "C"
      on conflict do nothing
      """;
  private static final String MAKE_CONVERSATIONS =
      """
      insert into lb_conversation (owner, thread_id, messages)
      select name, ?, 0 from unnest(?) as name order by name collate "C"
      on conflict do nothing
      """;

  private static final String LOCK_ALL =
      """
      select count(*) from
        (select 1 from lb_delivery where message_id = ? order by recipient for update) locked
      """;
  private static final String REMOVE_UNREAD =
      "delete from lb_delivery where message_id = ? and read_at is null";
  private static final String LOCK_MAILBOXES =
      """
      select count(*) from
        (select 1 from lb_mailbox
          where owner in (select recipient from lb_delivery where message_id = ?)
          order by owner for update) locked
      """;
  private static final String UNCOUNT =
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

  PostgresqlDeliveries(Sql sql) {
    super(sql);
  }

  @Override
  List<Long> newMessageIds(int number) {
    return sql.query(NEW_IDS, row -> row.getLong("id"), number);
  }

  @Override
  int deliver(long messageId, int level, Collection<String> recipients) {
    return sql.update(DELIVER, messageId, messageId, level, recipients.toArray(String[]::new));
  }

  @Override
  void countUnread(Collection<String> owners) {
    sql.update(COUNT_OWNERS, (Object) owners.toArray(String[]::new));
  }

  @Override
  void countUnread(long messageId) {
    sql.update(COUNT_DELIVERIES, messageId);
  }

  @Override
  void makeMailboxes(Collection<String> owners) {
    sql.update(MAKE_MAILBOXES, (Object) owners.toArray(String[]::new));
  }

  @Override
  void makeConversations(long thread, Collection<String> owners) {
    sql.update(MAKE_CONVERSATIONS, thread, owners.toArray(String[]::new));
  }

  @Override
  void lockAll(long messageId) {
    sql.query(LOCK_ALL, row -> row.getLong(1), messageId);
  }

  @Override
  void removeUnread(long messageId) {
    sql.update(REMOVE_UNREAD, messageId);
  }

  @Override
  void uncountUnread(long messageId) {
    sql.query(LOCK_MAILBOXES, row -> row.getLong(1), messageId);
    sql.update(UNCOUNT, messageId);
  }
}
