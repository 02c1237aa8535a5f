package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Summary;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads mailboxes and changes nothing. A delivery is there only once its message is accepted. What
 * follows {@code --DERBY-PROPERTIES} is a comment for other databases, see {@code
 * LetterboxDataSource}.
 */
@ApplicationScoped
class MailboxReader {

  private static final String UNREAD = "select unread from lb_mailbox where owner = ?";

  private static final String SUMMARY =
      """
      select b.unread,
        (select max(d.level) from lb_delivery d
          where d.recipient = b.owner and d.read_at is null
            and d.archived = false and d.deleted_at is null) as max_level
      from lb_mailbox b
      where b.owner = ?
      """;

  private static final String IN_INBOX =
      "d.recipient = ? and d.archived = false and d.deleted_at is null";

  private static final String COUNT =
      "select count(*) from lb_delivery d --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n where "
          + IN_INBOX;

  private static final String PAGE =
      "select p.total, p.recipient, p.read_at, p.replied_at, p.archived, p.deleted_at, "
          + MessageRows.COLUMNS
          + " from (select d.recipient, d.message_id, d.read_at, d.replied_at, d.archived,"
          + " d.deleted_at, ("
          + COUNT
          + ") as total from lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_INBOX\n where "
          + IN_INBOX
          + " order by d.message_id desc offset ? rows fetch next ? rows only) p"
          + " join lb_message m on m.id = p.message_id"
          + " left join lb_message_tag t on t.message_id = m.id";

  private static final String RECEIVED =
      "select d.recipient, d.read_at, d.replied_at, d.archived, d.deleted_at, "
          + MessageRows.COLUMNS
          + " from lb_delivery d"
          + " join lb_message m on m.id = d.message_id"
          + " left join lb_message_tag t on t.message_id = m.id"
          + " where d.recipient = ? and d.message_id = ? and d.deleted_at is null";

  /** What was deleted as it was written stays open, see {@code MailboxService.open}. */
  static final String OPEN_TO_SENDER = "(sender_deleted_at is null or sender_deleted_at = sent_at)";

  private static final String SENT =
      "select "
          + ofOnlyDelivery("recipient")
          + ofOnlyDelivery("read_at")
          + ofOnlyDelivery("replied_at")
          + "m.sender_archived as archived, m.sender_deleted_at as deleted_at, "
          + MessageRows.COLUMNS
          + " from lb_message m"
          + " left join lb_message_tag t on t.message_id = m.id"
          + " where m.sender = ? and m.id = ? and "
          + OPEN_TO_SENDER;

  @Inject private Sql sql;
  @Inject private Settings settings;

  /** A broadcast has too many deliveries to speak of one, so they are not even looked at. */
  private static String ofOnlyDelivery(String column) {
    return "case when m.kind = 'MESSAGE' then (select max(d."
        + column
        + ") from lb_delivery d where d.message_id = m.id) end as "
        + column
        + ", ";
  }

  long unreadCount(String owner) {
    return sql.query(UNREAD, row -> row.getLong("unread"), owner).stream().findFirst().orElse(0L);
  }

  Summary summary(String owner) {
    return sql
        .query(SUMMARY, row -> summary(row.getLong("unread"), row.getObject("max_level")), owner)
        .stream()
        .findFirst()
        .orElseGet(() -> summary(0, null));
  }

  private Summary summary(long unread, Object maxLevel) {
    if (unread == 0 || maxLevel == null) {
      return new Summary(unread, OptionalInt.empty(), "");
    }
    int level = ((Number) maxLevel).intValue();
    return new Summary(unread, OptionalInt.of(level), levelTags().nameOf(level));
  }

  Page page(PageRequest request) {
    MessageRows rows = new MessageRows(levelTags());
    List<Long> totals =
        sql.query(
            PAGE,
            row -> {
              rows.add(row);
              return row.getLong("total");
            },
            request.owner(),
            request.owner(),
            request.offset(),
            request.limit());
    long count = totals.isEmpty() ? countBeyondEnd(request) : totals.get(0);
    return new Page(count, rows.newestFirst());
  }

  private long countBeyondEnd(PageRequest request) {
    return request.offset() == 0
        ? 0
        : sql.query(COUNT, row -> row.getLong(1), request.owner()).get(0);
  }

  Optional<Message> received(String owner, long messageId) {
    return one(RECEIVED, owner, messageId);
  }

  Optional<Message> sent(String owner, long messageId) {
    return one(SENT, owner, messageId);
  }

  private Optional<Message> one(String query, String owner, long messageId) {
    MessageRows rows = new MessageRows(levelTags());
    sql.query(
        query,
        row -> {
          rows.add(row);
          return messageId;
        },
        owner,
        messageId);
    return rows.newestFirst().stream().findFirst();
  }

  private LevelTags levelTags() {
    return settings.get(Setting.LEVEL_TAGS);
  }
}
