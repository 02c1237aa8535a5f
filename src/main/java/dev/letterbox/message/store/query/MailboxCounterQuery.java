package dev.letterbox.message.store.query;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import dev.letterbox.shared.jdbc.SqlStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** Reads the version of a mailbox and the number of its unread messages (1 statement each). */
@ApplicationScoped
public class MailboxCounterQuery {

  private static final String SELECT_VERSION =
      "select version from lb_mailbox where owner = :owner";

  @Inject private Database database;
  @Inject private SessionVisibility visibility;
  @Inject private FolderSql folderSql;

  /**
   * Unread messages of an inbox.
   *
   * @param maxLevel highest level of an unread message; null without any
   */
  public record UnreadCount(long unread, Integer maxLevel) {

    private static UnreadCount of(ResultSet row) throws SQLException {
      return new UnreadCount(row.getLong("unread"), Database.intOrNull(row, "max_level"));
    }
  }

  /** 0 for a mailbox that never had a message; see {@link SqlStatement#listLater}. */
  public Supplier<Long> version(String owner) {
    Supplier<List<Long>> versions =
        database.sql(SELECT_VERSION).bind("owner", owner).listLater(row -> row.getLong("version"));
    return () -> versions.get().stream().findFirst().orElse(0L);
  }

  /** Number of unread messages. */
  public long unread(String owner) {
    if (!visibility.canUseMailboxCounters()) {
      return fromDeliveries(owner, MessageFilter.ALL).unread();
    }
    SqlFragment query =
        SqlFragment.of("select ")
            .add(unreadCounter())
            .add(" as unread from lb_mailbox b where b.owner = :owner")
            .bind("owner", owner);
    return database.sql(query).first(row -> row.getLong("unread")).orElse(0L);
  }

  private SqlFragment unreadCounter() {
    return visibility.subtractHidden("b.unread", FolderSql.UNREAD);
  }

  /** Number and highest level of the unread messages that match a filter. */
  public UnreadCount unread(String owner, MessageFilter filter) {
    return filter.conditions().isEmpty() && visibility.canUseMailboxCounters()
        ? fromCounters(owner)
        : fromDeliveries(owner, filter);
  }

  /** Reads deliveries before the mailbox, in the lock order of writers. */
  private UnreadCount fromCounters(String owner) {
    SqlFragment query =
        SqlFragment.of("select ")
            .add(unreadCounter())
            .add(" as unread, x.max_level from (select ")
            .add(selectMaxLevel(owner))
            .add(") x left join lb_mailbox b on b.owner = :owner")
            .bind("owner", owner);
    return database.sql(query).single(UnreadCount::of);
  }

  /** Highest level: the end of an index, or the first visible message with sessions. */
  private SqlFragment selectMaxLevel(String owner) {
    return visibility.isLimited()
        ? SqlFragment.of(
                """
                (select d.level from lb_delivery d, lb_message m {lookup}
                  where m.id = d.message_id and d.recipient = :owner and %s
                """
                    .formatted(FolderSql.UNREAD))
            .bind("owner", owner)
            .add(visibility.andVisibleCondition())
            .add(" order by d.level desc fetch first 1 rows only) as max_level {from dual}")
        : SqlFragment.of(
                """
                max(d.level) as max_level from lb_delivery d where d.recipient = :owner and %s
                """
                    .formatted(FolderSql.UNREAD))
            .bind("owner", owner);
  }

  private UnreadCount fromDeliveries(String owner, MessageFilter filter) {
    SqlFragment query =
        SqlFragment.of("select count(*) as unread, max(d.level) as max_level")
            .add(
                folderSql.fromWhereInbox(
                    owner, filter.unread(true), MailboxSide.RECEIVED.indexHint(true)));
    return database.sql(query).single(UnreadCount::of);
  }
}
