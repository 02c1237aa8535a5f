package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.message.VisitorAddresses;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
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
class ShownMessages {

  private static final String READINGS =
      "select message_id, read_at, replied_at"
          + " from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id in (";

  private static final String FIXED = " --DERBY-PROPERTIES joinOrder=FIXED\n";

  /** When somebody read it who has no mailbox: there is nobody to do it, so it is read at once. */
  static final String READ_BY_VISITOR =
      "case when m.recipient is null and m.visitor_email is not null"
          + " and m.moderation_status = 'ACCEPTED' then m.moderation_date end";

  @Inject private Sql sql;
  @Inject private Settings settings;
  @Inject private VisitorAddresses visitors;

  /**
   * What was found.
   *
   * @param total what was asked for besides; empty when nothing was found
   */
  record Found(List<Shown> messages, OptionalLong total) {}

  /**
   * Reads messages (1 statement, and 1 more when some of them were sent by the owner).
   *
   * @param entries a query for the ids of messages, how many each stands for ({@code messages}),
   *     and the columns of the order
   * @param shownAsReceived see {@link Side#isShownAsReceived}
   * @param total a number to come along
   */
  Found read(
      String owner, Fragment entries, Sorting sorting, String shownAsReceived, Fragment total) {
    MessageRows rows = new MessageRows(settings.get(Setting.LEVEL_TAGS), visitors);
    Set<Long> received = new HashSet<>();
    Fragment query =
        Fragment.of("select p.messages, ")
            .add(total)
            .add(
                " as total, "
                    + columns(shownAsReceived)
                    + MessageRows.COLUMNS
                    + " from"
                    + FIXED
                    + " (")
            .add(found(entries))
            .add(") p left join lb_delivery d" + Selection.LOOKED_UP + " on d.message_id = p.")
            .add(Sorting.ENTRY + " and d.recipient = ?", owner)
            .add(" join lb_message m" + Selection.LOOKED_UP + " on m.id = p." + Sorting.ENTRY)
            .add(" left join lb_message_tag t" + Selection.LOOKED_UP + " on t.message_id = m.id")
            .add(sorting.orderBy(false, "p."));
    List<Long> totals =
        sql.query(
            query.sql(),
            row -> {
              long id = rows.add(row);
              if (row.getInt("received") == 1) {
                received.add(id);
              }
              return row.getLong("total");
            },
            query.parameters());
    addReadings(rows, received);
    return new Found(
        rows.messages().map(each -> new Shown(each, received.contains(each.id()))).toList(),
        totals.isEmpty() ? OptionalLong.empty() : OptionalLong.of(totals.get(0)));
  }

  /**
   * On Derby all entries are found before the first is looked up, which is what {@code distinct} is
   * for: who holds one delivery while he waits for the next comes in the way of those who change
   * both.
   */
  private Fragment found(Fragment entries) {
    return sql.isDerby()
        ? Fragment.of("select distinct e.* from (").add(entries).add(") e")
        : entries;
  }

  /** A number by itself (1 statement). */
  long number(Fragment total) {
    String single = sql.isDerby() ? " from sysibm.sysdummy1" : "";
    return sql.query(
            "select " + total.sql() + " as total" + single,
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
        ifReceived + "d.read_at else " + READ_BY_VISITOR + " end as read_at,",
        ifReceived + "d.replied_at end as replied_at,",
        ifReceived + "d.archived else m.sender_archived end as archived,",
        ifReceived + "d.deleted_at else m.sender_deleted_at end as deleted_at, ");
  }

  private void addReadings(MessageRows rows, Set<Long> received) {
    List<Long> sent =
        rows.messages()
            .filter(message -> message.recipient() != null && !received.contains(message.id()))
            .map(Message::id)
            .toList();
    if (!sent.isEmpty()) {
      sql.query(READINGS + Sql.marks(sent.size()) + ")", rows::addReading, sent.toArray());
    }
  }
}
