package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.Summary;
import dev.letterbox.message.VisitorAddresses;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads counters and single messages, and changes nothing. A delivery is there only once its
 * message is accepted.
 */
@ApplicationScoped
class MailboxReader {

  private static final String VERSION = "select version from lb_mailbox where owner = ?";

  private static final String RECEIVED =
      "select 1 as messages, d.recipient, d.read_at, d.replied_at, d.archived, d.deleted_at, "
          + MessageRows.COLUMNS
          + " from lb_delivery d"
          + " join lb_message m"
          + Selection.LOOKED_UP
          + " on m.id = d.message_id left join lb_message_tag t"
          + Selection.LOOKED_UP
          + " on t.message_id = m.id"
          + " where d.recipient = ? and d.message_id = ? and d.deleted_at is null";

  /** What was deleted as it was written stays open, see {@code MailboxService.open}. */
  static final String OPEN_TO_SENDER = "(sender_deleted_at is null or sender_deleted_at = sent_at)";

  private static final String SENT =
      "select 1 as messages, "
          + "m.recipient, "
          + ofOnlyDelivery("read_at", ShownMessages.READ_BY_VISITOR)
          + ofOnlyDelivery("replied_at", "null")
          + "m.sender_archived as archived, m.sender_deleted_at as deleted_at, "
          + MessageRows.COLUMNS
          + " from lb_message m"
          + " left join lb_message_tag t on t.message_id = m.id"
          + " where m.sender = ? and m.id = ? and "
          + OPEN_TO_SENDER;

  @Inject private Sql sql;
  @Inject private Settings settings;
  @Inject private VisitorAddresses visitors;
  @Inject private Visibility visibility;
  @Inject private Selection selection;

  /** A broadcast has too many deliveries to speak of one, so they are not even looked at. */
  private static String ofOnlyDelivery(String column, String otherwise) {
    return "case when m.recipient is not null then (select max(d."
        + column
        + ") from lb_delivery d where d.message_id = m.id) else "
        + otherwise
        + " end as "
        + column
        + ", ";
  }

  long version(String owner) {
    return sql.query(VERSION, row -> row.getLong("version"), owner).stream().findFirst().orElse(0L);
  }

  long unreadCount(String owner) {
    if (!visibility.isCountedInMailbox()) {
      return summaryOfSelection(owner, MessageFilter.ALL).unread();
    }
    Fragment query =
        Fragment.of("select ")
            .add(unread())
            .add(" as unread from lb_mailbox b where b.owner = ?", owner);
    return sql.query(query.sql(), row -> row.getLong("unread"), query.parameters()).stream()
        .findFirst()
        .orElse(0L);
  }

  private Fragment unread() {
    return visibility.without("b.unread", Selection.UNREAD);
  }

  /** What waits of the messages that a filter shows. */
  Summary summary(String owner, MessageFilter filter) {
    return filter.conditions().isEmpty() && visibility.isCountedInMailbox()
        ? summaryOfMailbox(owner)
        : summaryOfSelection(owner, filter);
  }

  /** Deliveries are read before the mailbox, as they are locked where that matters. */
  private Summary summaryOfMailbox(String owner) {
    Fragment query =
        Fragment.of("select ")
            .add(unread())
            .add(" as unread, x.max_level from (select ")
            .add(maxLevel(owner))
            .add(") x left join lb_mailbox b on b.owner = ?", owner);
    return sql.query(query.sql(), this::summary, query.parameters()).get(0);
  }

  /** An index has the highest level of all; of those that may be seen, the first is looked for. */
  private Fragment maxLevel(String owner) {
    Fragment unread =
        Fragment.of(" d.recipient = ? and " + Selection.UNREAD, owner).add(visibility.andVisible());
    return visibility.isLimited()
        ? Fragment.of(
                "(select d.level from lb_delivery d, lb_message m"
                    + Selection.LOOKED_UP
                    + " where m.id = d.message_id and")
            .add(unread)
            .add(" order by d.level desc fetch first 1 rows only) as max_level")
        : Fragment.of("max(d.level) as max_level from lb_delivery d where").add(unread);
  }

  private Summary summaryOfSelection(String owner, MessageFilter filter) {
    Fragment query =
        Fragment.of("select count(*) as unread, max(d.level) as max_level")
            .add(selection.of(owner, filter.unread(true), Selection.OLDEST_FIRST));
    return sql.query(query.sql(), this::summary, query.parameters()).get(0);
  }

  private Summary summary(ResultSet row) throws SQLException {
    return summary(row.getLong("unread"), row.getObject("max_level"));
  }

  private Summary summary(long unread, Object maxLevel) {
    if (unread == 0 || maxLevel == null) {
      return new Summary(unread, OptionalInt.empty(), "");
    }
    int level = ((Number) maxLevel).intValue();
    return new Summary(unread, OptionalInt.of(level), levelTags().nameOf(level));
  }

  Optional<Message> received(String owner, long messageId) {
    return one(Fragment.of(RECEIVED, owner, messageId).add(visibility.andVisible()));
  }

  Optional<Message> sent(String owner, long messageId) {
    return one(Fragment.of(SENT, owner, messageId));
  }

  private Optional<Message> one(Fragment query) {
    MessageRows rows = new MessageRows(levelTags(), visitors);
    sql.query(query.sql(), rows::add, query.parameters());
    return rows.messages().findFirst();
  }

  private LevelTags levelTags() {
    return settings.get(Setting.LEVEL_TAGS);
  }
}
