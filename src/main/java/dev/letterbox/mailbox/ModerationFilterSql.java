package dev.letterbox.mailbox;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.text.ValidationErrors;

/** Filters of the moderation queue: creation time and text. */
public final class ModerationFilterSql {

  private ModerationFilterSql() {}

  /** Adds an error if the filter has a condition that the queue does not support. */
  public static void validate(MessageFilter filter, ValidationErrors errors) {
    MailboxRequestValidator.validate(filter, errors);
    if (!filter.conditions().stream().allMatch(ModerationFilterSql::isSupported)) {
      errors.add("filter", "Only creation time and text can be filtered.");
    }
  }

  private static boolean isSupported(Condition condition) {
    return condition instanceof ContainsText
        || (condition instanceof TimeBetween between && between.time() == Time.CREATED);
  }

  /** The conditions on {@code lb_message m}, each with a leading {@code and}. */
  public static SqlFragment andConditions(SqlRunner sql, MessageFilter filter) {
    FilterSql filterSql = new FilterSql(sql, MailboxSide.SENT);
    SqlFragment all = new SqlFragment();
    filter.conditions().forEach(condition -> all.add(" and ").add(filterSql.toSql(condition)));
    return all;
  }
}
