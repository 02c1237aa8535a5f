package dev.letterbox.mailbox;

import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.LevelBetween;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.api.MessageFilter.Unread;
import dev.letterbox.api.MessageFilter.View;
import dev.letterbox.shared.jdbc.SqlRunner;

/**
 * Translates filter conditions to SQL for one side of a message, and for {@code lb_message m} where
 * they concern the message itself. Conditions on reading match nothing on the sent side.
 */
final class FilterSql {

  private static final SqlFragment MATCHES_NOTHING = SqlFragment.of("1 = 0");

  private final SqlRunner sql;
  private final MailboxSide.SideColumns columns;

  FilterSql(SqlRunner sql, MailboxSide side) {
    this.sql = sql;
    this.columns = side.columns();
  }

  /** Whether a condition needs a column of {@code lb_message m}. */
  static boolean needsMessage(Condition condition) {
    return condition instanceof View
        || condition instanceof ContainsText
        || (condition instanceof TimeBetween between && between.time() == Time.CREATED);
  }

  SqlFragment toSql(Condition condition) {
    if (condition instanceof Unread unread) {
      return columns.readAt() == null
          ? MATCHES_NOTHING
          : SqlFragment.of(columns.readAt() + (unread.unread() ? " is null" : " is not null"));
    }
    if (condition instanceof LevelBetween between) {
      return SqlFragment.of(
          columns.level() + " between cast(? as bigint) and cast(? as bigint)",
          between.min(),
          between.max());
    }
    if (condition instanceof Tag tag) {
      return SqlFragment.of("exists (select 1 from lb_message_tag t where t.message_id = ")
          .add(columns.id() + " and ")
          .add(matchesTag(tag))
          .add(")");
    }
    if (condition instanceof View view) {
      return SqlFragment.of("m.view_name = ?", view.view());
    }
    if (condition instanceof TimeBetween between) {
      return timeBetween(between);
    }
    if (condition instanceof ContainsText containsText) {
      return SqlFragment.of("(")
          .add(contains("m.body", containsText.text()))
          .add(" or ")
          .add(contains("m.subject", containsText.text()))
          .add(")");
    }
    throw new IllegalArgumentException("Unknown condition: " + condition);
  }

  private SqlFragment matchesTag(Tag tag) {
    return switch (tag.match()) {
      case EXACT -> SqlFragment.of("t.tag = ?", tag.text());
      case STARTS_WITH -> SqlFragment.of("t.tag like ? escape '!'", escapeLike(tag.text()) + "%");
      case CONTAINS -> contains("t.tag", tag.text());
    };
  }

  private SqlFragment timeBetween(TimeBetween between) {
    String column = between.time() == Time.CREATED ? "m.sent_at" : columns.readAt();
    if (column == null) {
      return MATCHES_NOTHING;
    }
    SqlFragment fragment = SqlFragment.of("(" + column + " is not null");
    if (between.earliest() != null) {
      fragment.add(" and " + column + " >= ?", between.earliest());
    }
    if (between.latest() != null) {
      fragment.add(" and " + column + " <= ?", between.latest());
    }
    return fragment.add(")");
  }

  private SqlFragment contains(String column, String text) {
    return SqlFragment.of(
        sql.lowerCase(column) + " like " + sql.lowerCase("cast(? as varchar(600))") + " escape '!'",
        "%" + escapeLike(text) + "%");
  }

  private static String escapeLike(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
