package dev.letterbox.message.store.query;

import dev.letterbox.message.store.Delivery;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads single messages. A delivery exists only for a message that was accepted once. */
@ApplicationScoped
public class MailboxMessageQuery {

  private static final String SELECT_RECEIVED =
      """
      select 1 as messages, 1 as received, d.recipient as side_recipient, d.read_at, d.replied_at,
        d.archived, d.deleted_at,
        %s,
        t.tag
      from lb_delivery d
      join lb_message m {lookup} on m.id = d.message_id
      left join lb_message_tag t {lookup} on t.message_id = m.id
      where d.recipient = :owner and d.message_id = :id and d.deleted_at is null
      """
          .formatted(MessageRow.COLUMNS);

  /**
   * Only a message with one recipient shows the state of its delivery. A message deleted when it
   * was written stays readable to its sender, see {@code MailboxService.open}.
   */
  private static final String SELECT_SENT =
      """
      select 1 as messages, 0 as received, m.recipient as side_recipient,
        case when m.recipient is not null
          then (select max(d.read_at) from lb_delivery d where d.message_id = m.id)
          else %2$s end as read_at,
        case when m.recipient is not null
          then (select max(d.replied_at) from lb_delivery d where d.message_id = m.id)
          end as replied_at,
        m.sender_archived as archived, m.sender_deleted_at as deleted_at,
        %1$s,
        t.tag
      from lb_message m
      left join lb_message_tag t on t.message_id = m.id
      where m.sender = :owner and m.id = :id
        and (m.sender_deleted_at is null or m.sender_deleted_at = m.sent_at)
      """
          .formatted(MessageRow.COLUMNS, PageLoader.VISITOR_READ_AT);

  @Inject private Database database;
  @Inject private SessionVisibility visibility;

  /** The received side, unless it is deleted or belongs to another session (1 statement). */
  public Optional<MailboxMessage> findReceived(String owner, long messageId) {
    return findOne(
        SqlFragment.of(SELECT_RECEIVED)
            .bind("owner", owner)
            .bind("id", messageId)
            .add(visibility.andVisibleCondition()));
  }

  /** The sent side, unless it is deleted (1 statement). */
  public Optional<MailboxMessage> findSent(String owner, long messageId) {
    return findOne(SqlFragment.of(SELECT_SENT).bind("owner", owner).bind("id", messageId));
  }

  private Optional<MailboxMessage> findOne(SqlFragment query) {
    MailboxMessageCollector messages = new MailboxMessageCollector(MessageRow::of);
    database.sql(query).forEach(messages::addRow);
    return messages.messages().stream().findFirst();
  }

  /**
   * Ids of deliveries that their owner does not see: deleted because the message is no longer
   * accepted, or sent to another session (at most 1 statement for each 1,024).
   */
  public Set<Long> findHidden(Collection<Delivery> deliveries) {
    List<Long> ids =
        deliveries.stream()
            .filter(delivery -> delivery.deletedAt() != null || visibility.isLimited())
            .map(Delivery::messageId)
            .toList();
    Set<Long> hidden = new HashSet<>(ids);
    visibility.selectAccepted(ids).forEach(row -> hidden.remove(row.getLong("id")));
    return hidden;
  }
}
