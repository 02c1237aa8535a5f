package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import dev.letterbox.shared.UncheckedSqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Derby runs inside the server, so that a batch of single rows is what a set is elsewhere. */
class DerbyDeliveries extends Deliveries {

  private static final String NEW_ID = "values next value for lb_message_id";
  private static final String DELIVER =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level)
      select cast(? as varchar(510)), cast(? as bigint), cast(? as bigint), cast(? as integer)
      from sysibm.sysdummy1
      where not exists (select 1 from lb_delivery where recipient = ? and message_id = ?)
      """;
  private static final String MAKE_MAILBOX =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      select cast(? as varchar(510)), 0, 0, 0, 0
      from sysibm.sysdummy1
      where not exists (select 1 from lb_mailbox where owner = ?)
      """;
  private static final String MAKE_CONVERSATION =
      """
      insert into lb_conversation (owner, thread_id, messages)
      select cast(? as varchar(510)), cast(? as bigint), 0
      from sysibm.sysdummy1
      where not exists (select 1 from lb_conversation where owner = ? and thread_id = ?)
      """;
  private static final String COUNT =
      """
      update lb_mailbox
      set unread = unread + 1, total = total + 1, conversations = conversations + 1,
        version = version + 1
      where owner = ?
      """;

  private static final String LOCK =
      "update lb_delivery set archived = archived where recipient = ? and message_id = ?";
  private static final String REMOVE_UNREAD =
      "delete from lb_delivery where recipient = ? and message_id = ? and read_at is null";
  private static final String STATES =
      """
      select recipient,
        case when read_at is null and archived = false and deleted_at is null
          then 1 else 0 end as unread,
        case when read_at is null and archived = false and deleted_at is null and single_message = true
          then 1 else 0 end as single_message
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient > ?
      order by recipient fetch next ? rows only
      """;

  DerbyDeliveries(Sql sql) {
    super(sql);
  }

  @Override
  List<Long> newMessageIds(int number) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ids.addAll(sql.query(NEW_ID, row -> row.getLong(1)));
    }
    return ids;
  }

  @Override
  int deliver(long messageId, int level, Collection<String> recipients) {
    List<Object[]> rows =
        recipients.stream()
            .map(name -> new Object[] {name, messageId, messageId, level, name, messageId})
            .toList();
    return Arrays.stream(sql.batch(DELIVER, rows)).sum();
  }

  /**
   * All mailboxes are made before any is locked for counting: whoever counts finds all of his, so
   * he waits for nobody who makes one. (A {@code merge} would be shorter, but Derby's reads a row
   * before it locks it, and loses what others count in between.)
   */
  @Override
  void countUnread(Collection<String> owners) {
    makeMailboxes(owners);
    count(owners);
  }

  @Override
  void countUnread(long messageId) {
    RecipientsOfMessage recipients = new RecipientsOfMessage(sql);
    recipients.forEachChunk(messageId, this::makeMailboxes);
    recipients.forEachChunk(messageId, this::count);
  }

  @Override
  void makeMailboxes(Collection<String> owners) {
    makeAll(
        MAKE_MAILBOX,
        new TreeSet<>(owners).stream().map(owner -> new Object[] {owner, owner}).toList());
  }

  @Override
  void makeConversations(long thread, Collection<String> owners) {
    makeAll(
        MAKE_CONVERSATION,
        new TreeSet<>(owners)
            .stream().map(owner -> new Object[] {owner, thread, owner, thread}).toList());
  }

  private void makeAll(String statement, List<Object[]> rows) {
    int done = 0;
    while (done < rows.size()) {
      done += makeAsFarAsPossible(statement, rows.subList(done, rows.size()));
    }
  }

  /** Somebody else may make the same row a moment earlier: then it is there, and we go on. */
  private int makeAsFarAsPossible(String statement, List<Object[]> rows) {
    try {
      return sql.batch(statement, rows).length;
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      return e.doneInBatch() + 1;
    }
  }

  private void count(Collection<String> owners) {
    sql.batch(COUNT, new TreeSet<>(owners).stream().map(owner -> new Object[] {owner}).toList());
  }

  @Override
  void lockAll(long messageId) {
    toEachDelivery(messageId, LOCK);
  }

  @Override
  void removeUnread(long messageId) {
    toEachDelivery(messageId, REMOVE_UNREAD);
  }

  /** By key: Derby may go through all deliveries of everybody otherwise. */
  private void toEachDelivery(long messageId, String change) {
    new RecipientsOfMessage(sql)
        .forEachChunk(
            messageId,
            names ->
                sql.batch(
                    change, names.stream().map(name -> new Object[] {name, messageId}).toList()));
  }

  @Override
  void uncountUnread(long messageId) {
    String last = "";
    List<Object[]> chunk = uncounted(messageId, last);
    while (!chunk.isEmpty()) {
      sql.batch(Counters.CHANGE, chunk);
      last = (String) chunk.get(chunk.size() - 1)[3];
      chunk = uncounted(messageId, last);
    }
  }

  private List<Object[]> uncounted(long messageId, String last) {
    return sql.query(
        STATES,
        row -> {
          int unread = row.getInt("unread");
          return new Object[] {-unread, -unread, -row.getInt("single_message"), row.getString("recipient")};
        },
        messageId,
        last,
        Recipients.CHUNK);
  }
}
