package dev.letterbox.message.store.query;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Cases;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.LevelBetween;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.api.MessageFilter.Unread;
import dev.letterbox.shared.jdbc.SqlFragment;

/**
 * Translates filters to SQL conditions on one side of a message, and on {@code lb_message m} where
 * they concern the message itself. Conditions on reading match nothing on the sent side.
 */
final class FilterSql {

  private static final String MATCHES_NOTHING = "1 = 0";

  private final MailboxSide.SideColumns columns;

  private FilterSql(MailboxSide side) {
    this.columns = side.columns();
  }

  /** Whether a filter needs a column of {@code lb_message m}. */
  static boolean needsMessage(MessageFilter filter) {
    return filter.conditions().stream().anyMatch(FilterSql::needsMessage);
  }

  private static boolean needsMessage(Condition condition) {
    return condition.apply(
        new Cases<>(
            unread -> false,
            level -> false,
            tag -> false,
            view -> true,
            between -> between.time() == Time.SENT,
            text -> true));
  }

  /** All conditions of a filter, each with a leading {@code and}. */
  static SqlFragment andConditions(MessageFilter filter, MailboxSide side) {
    FilterSql filterSql = new FilterSql(side);
    SqlFragment all = new SqlFragment();
    filter.conditions().forEach(condition -> all.add(" and ").add(filterSql.toSql(condition)));
    return all;
  }

  private SqlFragment toSql(Condition condition) {
    return condition.apply(
        new Cases<>(
            this::isUnread,
            this::levelBetween,
            this::hasTag,
            view -> SqlFragment.of("m.view_name = :view").bind("view", view.view()),
            this::timeBetween,
            FilterSql::containsText));
  }

  private SqlFragment isUnread(Unread unread) {
    return SqlFragment.of(
        columns.readAt() == null
            ? MATCHES_NOTHING
            : columns.readAt() + (unread.unread() ? " is null" : " is not null"));
  }

  private SqlFragment levelBetween(LevelBetween between) {
    return SqlFragment.of(
            columns.level() + " between cast(:min as bigint) and cast(:max as bigint)")
        .bind("min", between.min())
        .bind("max", between.max());
  }

  private SqlFragment hasTag(Tag tag) {
    return SqlFragment.of("exists (select 1 from lb_message_tag t where t.message_id = ")
        .add(columns.id() + " and ")
        .add(matchesTag(tag))
        .add(")");
  }

  private static SqlFragment matchesTag(Tag tag) {
    return switch (tag.match()) {
      case EXACT -> SqlFragment.of("t.tag = :tag").bind("tag", tag.text());
      case STARTS_WITH ->
          SqlFragment.of("t.tag like :tag escape '!'").bind("tag", escapeLike(tag.text()) + "%");
      case CONTAINS -> contains("t.tag", tag.text());
    };
  }

  private SqlFragment timeBetween(TimeBetween between) {
    String column = between.time() == Time.SENT ? "m.sent_at" : columns.readAt();
    if (column == null) {
      return SqlFragment.of(MATCHES_NOTHING);
    }
    SqlFragment fragment = SqlFragment.of("(" + column + " is not null");
    if (between.earliest() != null) {
      fragment.add(" and " + column + " >= :earliest").bind("earliest", between.earliest());
    }
    if (between.latest() != null) {
      fragment.add(" and " + column + " <= :latest").bind("latest", between.latest());
    }
    return fragment.add(")");
  }

  private static SqlFragment containsText(ContainsText containsText) {
    return SqlFragment.of("(")
        .add(contains("m.body", containsText.text()))
        .add(" or ")
        .add(contains("m.subject", containsText.text()))
        .add(")");
  }

  private static SqlFragment contains(String column, String text) {
    return SqlFragment.of(
            "{lower %s} like {lower cast(:text as varchar(600))} escape '!'".formatted(column))
        .bind("text", "%" + escapeLike(text) + "%")
        .limitTime();
  }

  private static String escapeLike(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
