package dev.letterbox.mailbox;

import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.LevelBetween;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.api.MessageFilter.Unread;
import dev.letterbox.api.MessageFilter.View;
import dev.letterbox.shared.Sql;

/**
 * What the conditions of a filter are in SQL, about one side of a message, and {@code lb_message m}
 * where they look at the message itself. Those about reading hold for nothing that the owner sent.
 */
final class Conditions {

  private static final Fragment NEVER = Fragment.of("1 = 0");

  private final Sql sql;
  private final Side.Columns columns;

  Conditions(Sql sql, Side side) {
    this.sql = sql;
    this.columns = side.columns();
  }

  /** Whether a condition needs {@code lb_message m}. */
  static boolean needsMessage(Condition condition) {
    return condition instanceof View
        || condition instanceof ContainsText
        || (condition instanceof TimeBetween between && between.time() == Time.CREATED);
  }

  Fragment of(Condition condition) {
    if (condition instanceof Unread only) {
      return columns.readAt() == null
          ? NEVER
          : Fragment.of(columns.readAt() + (only.unread() ? " is null" : " is not null"));
    }
    if (condition instanceof LevelBetween between) {
      return Fragment.of(
          columns.level() + " between cast(? as bigint) and cast(? as bigint)",
          between.least(),
          between.most());
    }
    if (condition instanceof Tag tag) {
      return Fragment.of("exists (select 1 from lb_message_tag t where t.message_id = ")
          .add(columns.id() + " and ")
          .add(tag(tag))
          .add(")");
    }
    if (condition instanceof View view) {
      return Fragment.of("m.view_name = ?", view.view());
    }
    if (condition instanceof TimeBetween between) {
      return between(between);
    }
    if (condition instanceof ContainsText contained) {
      return Fragment.of("(")
          .add(contains("m.body", contained.text()))
          .add(" or ")
          .add(contains("m.subject", contained.text()))
          .add(")");
    }
    throw new IllegalArgumentException("Unknown condition: " + condition);
  }

  private Fragment tag(Tag tag) {
    return switch (tag.match()) {
      case EXACT -> Fragment.of("t.tag = ?", tag.text());
      case STARTS_WITH -> Fragment.of("t.tag like ? escape '!'", escaped(tag.text()) + "%");
      case CONTAINS -> contains("t.tag", tag.text());
    };
  }

  private Fragment between(TimeBetween between) {
    String column = between.time() == Time.CREATED ? "m.sent_at" : columns.readAt();
    if (column == null) {
      return NEVER;
    }
    Fragment fragment = Fragment.of("(" + column + " is not null");
    if (between.first() != null) {
      fragment.add(" and " + column + " >= ?", between.first());
    }
    if (between.last() != null) {
      fragment.add(" and " + column + " <= ?", between.last());
    }
    return fragment.add(")");
  }

  private Fragment contains(String column, String text) {
    return Fragment.of(
        sql.lowerCase(column) + " like " + sql.lowerCase("cast(? as varchar(600))") + " escape '!'",
        "%" + escaped(text) + "%");
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
