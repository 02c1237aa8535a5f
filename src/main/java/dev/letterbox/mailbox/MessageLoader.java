package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Loads the messages that a query selects, as their owner sees them. The read state of sent
 * messages is read afterwards: deliveries are read before messages, in the lock order of writers.
 */
@ApplicationScoped
class MessageLoader {

  private static final String SELECT_READ_STATES =
      "select message_id, read_at, replied_at"
          + " from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id in (";

  private static final String DERBY_FIXED_ORDER = " --DERBY-PROPERTIES joinOrder=FIXED\n";

  /**
   * Read time of a message to a visitor: visitors have no mailbox, so it is the time of delivery.
   */
  static final String VISITOR_READ_AT =
      "case when m.recipient is null and m.visitor_email is not null"
          + " and m.moderation_status = 'ACCEPTED' then m.moderation_date end";

  @Inject private SqlRunner sql;
  @Inject private Settings settings;
  @Inject private VisitorAddressMasker addressMasker;

  /**
   * The loaded page.
   *
   * @param total the requested total; empty without entries
   */
  record LoadedMessages(List<PageEntry> entries, OptionalLong total) {}

  /**
   * Loads messages (1 statement, and 1 more if the owner sent some of them).
   *
   * @param entries a query for message ids, the number of messages that each stands for ({@code
   *     messages}), and the columns of the order
   * @param shownAsReceived see {@link MailboxSide#shownAsReceivedCondition}
   * @param total expression of the total
   */
  LoadedMessages load(
      String owner,
      SqlFragment entries,
      KeysetOrder order,
      String shownAsReceived,
      SqlFragment total) {
    MessageAssembler assembler =
        new MessageAssembler(settings.get(Setting.LEVEL_TAGS), addressMasker);
    Set<Long> receivedIds = new HashSet<>();
    SqlFragment query =
        SqlFragment.of("select p.messages, ")
            .add(total)
            .add(
                " as total, "
                    + columns(shownAsReceived)
                    + MessageAssembler.COLUMNS
                    + " from"
                    + DERBY_FIXED_ORDER
                    + " (")
            .add(materializedOnDerby(entries))
            .add(
                ") p left join lb_delivery d"
                    + FolderSql.DERBY_NESTED_LOOP
                    + " on d.message_id = p.")
            .add(KeysetOrder.ENTRY_ID + " and d.recipient = ?", owner)
            .add(
                " join lb_message m"
                    + FolderSql.DERBY_NESTED_LOOP
                    + " on m.id = p."
                    + KeysetOrder.ENTRY_ID)
            .add(
                " left join lb_message_tag t"
                    + FolderSql.DERBY_NESTED_LOOP
                    + " on t.message_id = m.id")
            .add(order.orderBy(false, "p."));
    List<Long> totals =
        sql.query(
            query.sql(),
            row -> {
              long id = assembler.addRow(row);
              if (row.getInt("received") == 1) {
                receivedIds.add(id);
              }
              return row.getLong("total");
            },
            query.parameters());
    addReadStates(assembler, receivedIds);
    return new LoadedMessages(
        assembler
            .messages()
            .map(message -> new PageEntry(message, receivedIds.contains(message.id())))
            .toList(),
        totals.isEmpty() ? OptionalLong.empty() : OptionalLong.of(totals.get(0)));
  }

  /**
   * On Derby {@code distinct} forces the query to find all entries before the join looks up the
   * first. Otherwise a reader holds the lock of one delivery while it waits for the next, and
   * deadlocks with writers that change both.
   */
  private SqlFragment materializedOnDerby(SqlFragment entries) {
    return sql.isDerby()
        ? SqlFragment.of("select distinct e.* from (").add(entries).add(") e")
        : entries;
  }

  /** The total alone (1 statement). */
  long selectCount(SqlFragment total) {
    String fromDual = sql.isDerby() ? " from sysibm.sysdummy1" : "";
    return sql.query(
            "select " + total.sql() + " as total" + fromDual,
            row -> row.getLong("total"),
            total.parameters())
        .get(0);
  }

  private static String columns(String shownAsReceived) {
    String ifReceived = "case when " + shownAsReceived + " then ";
    return String.join(
        " ",
        ifReceived + "1 else 0 end as received,",
        ifReceived + "d.recipient else m.recipient end as recipient,",
        ifReceived + "d.read_at else " + VISITOR_READ_AT + " end as read_at,",
        ifReceived + "d.replied_at end as replied_at,",
        ifReceived + "d.archived else m.sender_archived end as archived,",
        ifReceived + "d.deleted_at else m.sender_deleted_at end as deleted_at, ");
  }

  private void addReadStates(MessageAssembler assembler, Set<Long> receivedIds) {
    List<Long> sentIds =
        assembler
            .messages()
            .filter(message -> message.recipient() != null && !receivedIds.contains(message.id()))
            .map(Message::id)
            .toList();
    if (!sentIds.isEmpty()) {
      sql.query(
          SELECT_READ_STATES + SqlRunner.placeholders(sentIds.size()) + ")",
          assembler::addReadState,
          sentIds.toArray());
    }
  }
}
