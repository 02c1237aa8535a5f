package dev.letterbox.message.store;

import dev.letterbox.message.RecipientLookup;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Derby runs inside the server, so that a batch of single rows is what a set is elsewhere. */
class DerbyDeliveryRepository extends DeliveryRepository {

  private static final String NEW_ID = "values next value for lb_message_id";
  private static final String INSERT_DELIVERY =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level)
      select cast(? as varchar(510)), cast(? as bigint), cast(? as bigint), cast(? as integer)
      from sysibm.sysdummy1
      where not exists (select 1 from lb_delivery where recipient = ? and message_id = ?)
      """;
  private static final String INSERT_MAILBOX =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      select cast(? as varchar(510)), 0, 0, 0, 0
      from sysibm.sysdummy1
      where not exists (select 1 from lb_mailbox where owner = ?)
      """;
  private static final String INSERT_CONVERSATION =
      """
      insert into lb_conversation (owner, thread_id, messages)
      select cast(? as varchar(510)), cast(? as bigint), 0
      from sysibm.sysdummy1
      where not exists (select 1 from lb_conversation where owner = ? and thread_id = ?)
      """;
  private static final String ADD_UNREAD =
      """
      update lb_mailbox
      set unread = unread + 1, total = total + 1, conversations = conversations + 1,
        version = version + 1
      where owner = ?
      """;

  private static final String LOCK_DELIVERY =
      "update lb_delivery set archived = archived where recipient = ? and message_id = ?";
  private static final String DELETE_UNREAD =
      "delete from lb_delivery where recipient = ? and message_id = ? and read_at is null";
  private static final String SELECT_UNREAD_STATES =
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

  DerbyDeliveryRepository(SqlRunner sql) {
    super(sql);
  }

  @Override
  public List<Long> newMessageIds(int count) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.addAll(sql.query(NEW_ID, row -> row.getLong(1)));
    }
    return ids;
  }

  @Override
  public int deliver(long messageId, int level, Collection<String> recipients) {
    List<Object[]> rows =
        recipients.stream()
            .map(name -> new Object[] {name, messageId, messageId, level, name, messageId})
            .toList();
    return Arrays.stream(sql.batch(INSERT_DELIVERY, rows)).sum();
  }

  /**
   * All mailboxes are made before any is locked for counting: whoever counts finds all of his, so
   * he waits for nobody who makes one. (A {@code merge} would be shorter, but Derby's reads a row
   * before it locks it, and loses what others count in between.)
   */
  @Override
  public void addUnread(Collection<String> owners) {
    createMissingMailboxes(owners);
    incrementCounters(owners);
  }

  @Override
  public void addUnread(long messageId) {
    MessageRecipientQuery recipients = new MessageRecipientQuery(sql);
    recipients.forEachChunk(messageId, this::createMissingMailboxes);
    recipients.forEachChunk(messageId, this::incrementCounters);
  }

  @Override
  public void createMissingMailboxes(Collection<String> owners) {
    insertMissing(
        INSERT_MAILBOX,
        new TreeSet<>(owners).stream().map(owner -> new Object[] {owner, owner}).toList());
  }

  @Override
  void createMissingConversations(long thread, Collection<String> owners) {
    insertMissing(
        INSERT_CONVERSATION,
        new TreeSet<>(owners)
            .stream().map(owner -> new Object[] {owner, thread, owner, thread}).toList());
  }

  private void insertMissing(String statement, List<Object[]> rows) {
    int processed = 0;
    while (processed < rows.size()) {
      processed += insertUntilDuplicate(statement, rows.subList(processed, rows.size()));
    }
  }

  /** Somebody else may make the same row a moment earlier: then it is there, and we go on. */
  private int insertUntilDuplicate(String statement, List<Object[]> rows) {
    try {
      return sql.batch(statement, rows).length;
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      return e.completedInBatch() + 1;
    }
  }

  private void incrementCounters(Collection<String> owners) {
    sql.batch(
        ADD_UNREAD, new TreeSet<>(owners).stream().map(owner -> new Object[] {owner}).toList());
  }

  @Override
  public void lockDeliveries(long messageId) {
    forEachDelivery(messageId, LOCK_DELIVERY);
  }

  @Override
  public void deleteUnread(long messageId) {
    forEachDelivery(messageId, DELETE_UNREAD);
  }

  /** By key: Derby may go through all deliveries of everybody otherwise. */
  private void forEachDelivery(long messageId, String statement) {
    new MessageRecipientQuery(sql)
        .forEachChunk(
            messageId,
            names ->
                sql.batch(
                    statement,
                    names.stream().map(name -> new Object[] {name, messageId}).toList()));
  }

  @Override
  public void subtractUnread(long messageId) {
    String lastRecipient = "";
    List<Object[]> deltas = nextDeltas(messageId, lastRecipient);
    while (!deltas.isEmpty()) {
      sql.batch(MailboxCounters.APPLY_DELTA, deltas);
      lastRecipient = (String) deltas.get(deltas.size() - 1)[3];
      deltas = nextDeltas(messageId, lastRecipient);
    }
  }

  private List<Object[]> nextDeltas(long messageId, String lastRecipient) {
    return sql.query(
        SELECT_UNREAD_STATES,
        row -> {
          int unread = row.getInt("unread");
          return new Object[] {
            -unread, -unread, -row.getInt("single_message"), row.getString("recipient")
          };
        },
        messageId,
        lastRecipient,
        RecipientLookup.CHUNK_SIZE);
  }
}
