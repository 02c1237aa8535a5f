package dev.letterbox.message.store.query;

import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Loads the messages that a query selects, as their owner sees them. The read state of sent
 * messages is read afterwards: deliveries are read before messages, in the lock order of writers.
 */
@ApplicationScoped
class PageLoader {

  /** Read time of a message to a visitor: visitors have no mailbox, so it is the delivery time. */
  static final String VISITOR_READ_AT =
      """
      case when m.recipient is null and m.visitor_email is not null
        and m.moderation_status = 'ACCEPTED' then m.moderation_date end""";

  private static final String COLUMNS =
      """
       as total, %2$s,
        %3$s,
        case when %1$s then d.read_at else %4$s end as read_at,
        case when %1$s then d.replied_at end as replied_at,
        t.tag
      from {fixed join order} (
      """;

  private static final String JOINS =
      """
      ) p
      left join lb_delivery d {lookup} on d.message_id = p.entry_id and d.recipient = :owner
      join lb_message m {lookup} on m.id = p.entry_id
      left join lb_message_tag t {lookup} on t.message_id = m.id
      """;

  private static final String SELECT_READ_STATES =
      """
      select message_id, read_at, replied_at from lb_delivery {index lb_delivery_message}
      where message_id in (:ids)
      """;

  @Inject private Database database;

  /**
   * Loads messages (1 statement, and 1 more if the owner sent some of them).
   *
   * @param entries a query for message ids, the number of messages that each stands for ({@code
   *     messages}), and the columns of the order
   * @param shownAsReceived see {@link MailboxSide#shownAsReceivedCondition}
   * @param total expression of the total; may be empty
   * @return without a total if there are no entries
   */
  PageRows load(
      String owner,
      SqlFragment entries,
      KeysetOrder order,
      String shownAsReceived,
      SqlFragment total) {
    MailboxMessageCollector messages = new MailboxMessageCollector(MessageRow::listed);
    SqlFragment query =
        SqlFragment.of("select p.messages, ")
            .add(total.isEmpty() ? SqlFragment.of("0") : total)
            .add(
                COLUMNS.formatted(
                    shownAsReceived,
                    MailboxMessage.SideState.COLUMNS.formatted(shownAsReceived),
                    MessageRow.LISTED_COLUMNS,
                    VISITOR_READ_AT))
            .add(materialized(entries))
            .add(JOINS)
            .bind("owner", owner)
            .add(order.orderBy(false, "p."));
    AtomicLong count = new AtomicLong();
    int rows =
        database
            .sql(query)
            .forEach(
                row -> {
                  messages.addRow(row);
                  count.set(row.getLong("total"));
                });
    database
        .sql(SELECT_READ_STATES)
        .bindList("ids", messages.sentToOneRecipient())
        .forEach(messages::addReadState);
    return new PageRows(
        messages.messages(),
        rows == 0 || total.isEmpty() ? OptionalLong.empty() : OptionalLong.of(count.get()));
  }

  /**
   * Where readers wait for writers, {@code distinct} forces the query to find all entries before
   * the join looks up the first. Otherwise a reader holds the lock of one delivery while it waits
   * for the next, and deadlocks with writers that change both.
   */
  private SqlFragment materialized(SqlFragment entries) {
    return database.dialect().readersWaitForWriters()
        ? SqlFragment.of("select distinct e.* from (").add(entries).add(") e")
        : entries;
  }

  /** The total alone (1 statement). */
  long count(SqlFragment total) {
    SqlFragment query = SqlFragment.of("select ").add(total).add(" as total {from dual}");
    return database.sql(query).single(row -> row.getLong("total"));
  }

  /** A page with its total if it is requested; of an empty page that takes another statement. */
  PageRows withTotal(PageRows page, SqlFragment total) {
    return total.isEmpty() || page.total().isPresent()
        ? page
        : new PageRows(page.messages(), OptionalLong.of(count(total)));
  }
}
