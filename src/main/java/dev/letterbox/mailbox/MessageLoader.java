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
 * Reads the messages that a query has found, as their owner sees them. What others have done with
 * those that he sent is read afterwards: deliveries come before messages, as writers lock them.
 */
@ApplicationScoped
class MessageLoader {

  private static final String SELECT_READ_STATES =
      "select message_id, read_at, replied_at"
          + " from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id in (";

  private static final String DERBY_FIXED_ORDER = " --DERBY-PROPERTIES joinOrder=FIXED\n";

  /** When somebody read it who has no mailbox: there is nobody to do it, so it is read at once. */
  static final String VISITOR_READ_AT =
      "case when m.recipient is null and m.visitor_email is not null"
          + " and m.moderation_status = 'ACCEPTED' then m.moderation_date end";

  @Inject private SqlRunner sql;
  @Inject private Settings settings;
  @Inject private VisitorAddressMasker addressMasker;

  /**
   * What was found.
   *
   * @param total what was asked for besides; empty when nothing was found
   */
  record LoadedMessages(List<PageEntry> entries, OptionalLong total) {}

  /**
   * Reads messages (1 statement, and 1 more when some of them were sent by the owner).
   *
   * @param entries a query for the ids of messages, how many each stands for ({@code messages}),
   *     and the columns of the order
   * @param shownAsReceived see {@link MailboxSide#shownAsReceivedCondition}
   * @param total a number to come along
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
   * On Derby all entries are found before the first is looked up, which is what {@code distinct} is
   * for: who holds one delivery while he waits for the next comes in the way of those who change
   * both.
   */
  private SqlFragment materializedOnDerby(SqlFragment entries) {
    return sql.isDerby()
        ? SqlFragment.of("select distinct e.* from (").add(entries).add(") e")
        : entries;
  }

  /** A number by itself (1 statement). */
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
