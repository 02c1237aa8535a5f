package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.UnreadSummary;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads counters and single messages. A delivery exists only for an accepted message. */
@ApplicationScoped
class MailboxReader {

  private static final String SELECT_VERSION = "select version from lb_mailbox where owner = ?";

  private static final String SELECT_RECEIVED =
      "select 1 as messages, d.recipient, d.read_at, d.replied_at, d.archived, d.deleted_at, "
          + MessageAssembler.COLUMNS
          + " from lb_delivery d"
          + " join lb_message m"
          + FolderSql.DERBY_NESTED_LOOP
          + " on m.id = d.message_id left join lb_message_tag t"
          + FolderSql.DERBY_NESTED_LOOP
          + " on t.message_id = m.id"
          + " where d.recipient = ? and d.message_id = ? and d.deleted_at is null";

  /**
   * A message deleted when it was written stays readable to its sender, see {@code
   * MailboxService.open}.
   */
  static final String IS_VISIBLE_TO_SENDER =
      "(sender_deleted_at is null or sender_deleted_at = sent_at)";

  private static final String SELECT_SENT =
      "select 1 as messages, "
          + "m.recipient, "
          + onlyDeliveryColumn("read_at", MessageLoader.VISITOR_READ_AT)
          + onlyDeliveryColumn("replied_at", "null")
          + "m.sender_archived as archived, m.sender_deleted_at as deleted_at, "
          + MessageAssembler.COLUMNS
          + " from lb_message m"
          + " left join lb_message_tag t on t.message_id = m.id"
          + " where m.sender = ? and m.id = ? and "
          + IS_VISIBLE_TO_SENDER;

  @Inject private SqlRunner sql;
  @Inject private Settings settings;
  @Inject private VisitorAddressMasker addressMasker;
  @Inject private SessionVisibility visibility;
  @Inject private FolderSql folderSql;

  /** Only a message with one recipient shows the state of its delivery. */
  private static String onlyDeliveryColumn(String column, String fallback) {
    return "case when m.recipient is not null then (select max(d."
        + column
        + ") from lb_delivery d where d.message_id = m.id) else "
        + fallback
        + " end as "
        + column
        + ", ";
  }

  long version(String owner) {
    return sql.query(SELECT_VERSION, row -> row.getLong("version"), owner).stream()
        .findFirst()
        .orElse(0L);
  }

  long unreadCount(String owner) {
    if (!visibility.canUseMailboxCounters()) {
      return summaryFromDeliveries(owner, MessageFilter.ALL).unread();
    }
    SqlFragment query =
        SqlFragment.of("select ")
            .add(unreadSql())
            .add(" as unread from lb_mailbox b where b.owner = ?", owner);
    return sql.query(query.sql(), row -> row.getLong("unread"), query.parameters()).stream()
        .findFirst()
        .orElse(0L);
  }

  private SqlFragment unreadSql() {
    return visibility.subtractHidden("b.unread", FolderSql.UNREAD);
  }

  /** Unread messages that match a filter. */
  UnreadSummary summary(String owner, MessageFilter filter) {
    return filter.conditions().isEmpty() && visibility.canUseMailboxCounters()
        ? summaryFromCounters(owner)
        : summaryFromDeliveries(owner, filter);
  }

  /** Reads deliveries before the mailbox, in the lock order of writers. */
  private UnreadSummary summaryFromCounters(String owner) {
    SqlFragment query =
        SqlFragment.of("select ")
            .add(unreadSql())
            .add(" as unread, x.max_level from (select ")
            .add(maxLevelSql(owner))
            .add(") x left join lb_mailbox b on b.owner = ?", owner);
    return sql.query(query.sql(), this::summary, query.parameters()).get(0);
  }

  /** Highest level: the end of an index, or the first visible message with sessions. */
  private SqlFragment maxLevelSql(String owner) {
    SqlFragment unreadConditions =
        SqlFragment.of(" d.recipient = ? and " + FolderSql.UNREAD, owner)
            .add(visibility.andVisibleCondition());
    return visibility.isLimited()
        ? SqlFragment.of(
                "(select d.level from lb_delivery d, lb_message m"
                    + FolderSql.DERBY_NESTED_LOOP
                    + " where m.id = d.message_id and")
            .add(unreadConditions)
            .add(" order by d.level desc fetch first 1 rows only) as max_level")
        : SqlFragment.of("max(d.level) as max_level from lb_delivery d where")
            .add(unreadConditions);
  }

  private UnreadSummary summaryFromDeliveries(String owner, MessageFilter filter) {
    SqlFragment query =
        SqlFragment.of("select count(*) as unread, max(d.level) as max_level")
            .add(folderSql.fromWhere(owner, filter.unread(true), FolderSql.DERBY_OLDEST_FIRST));
    return sql.query(query.sql(), this::summary, query.parameters()).get(0);
  }

  private UnreadSummary summary(ResultSet row) throws SQLException {
    return summary(row.getLong("unread"), row.getObject("max_level"));
  }

  private UnreadSummary summary(long unread, Object maxLevel) {
    if (unread == 0 || maxLevel == null) {
      return new UnreadSummary(unread, OptionalInt.empty(), "");
    }
    int level = ((Number) maxLevel).intValue();
    return new UnreadSummary(unread, OptionalInt.of(level), levelTags().nameOf(level));
  }

  Optional<Message> findReceived(String owner, long messageId) {
    return findOne(
        SqlFragment.of(SELECT_RECEIVED, owner, messageId).add(visibility.andVisibleCondition()));
  }

  Optional<Message> findSent(String owner, long messageId) {
    return findOne(SqlFragment.of(SELECT_SENT, owner, messageId));
  }

  private Optional<Message> findOne(SqlFragment query) {
    MessageAssembler assembler = new MessageAssembler(levelTags(), addressMasker);
    sql.query(query.sql(), assembler::addRow, query.parameters());
    return assembler.messages().findFirst();
  }

  private LevelTags levelTags() {
    return settings.get(Setting.LEVEL_TAGS);
  }
}
