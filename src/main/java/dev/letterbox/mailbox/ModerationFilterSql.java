package dev.letterbox.mailbox;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.text.ValidationErrors;

/** Filters of messages as they were written, whoever sees them: by their time and their text. */
public final class ModerationFilterSql {

  private ModerationFilterSql() {}

  /** Notes what is wrong with such a filter. */
  public static void validate(MessageFilter filter, ValidationErrors errors) {
    MailboxRequestValidator.validate(filter, errors);
    if (!filter.conditions().stream().allMatch(ModerationFilterSql::isSupported)) {
      errors.add("filter", "Only times of creation and texts can be looked for.");
    }
  }

  private static boolean isSupported(Condition condition) {
    return condition instanceof ContainsText
        || (condition instanceof TimeBetween between && between.time() == Time.CREATED);
  }

  /** What has to hold of {@code lb_message m}, each condition after an {@code and}. */
  public static SqlFragment andConditions(SqlRunner sql, MessageFilter filter) {
    FilterSql filterSql = new FilterSql(sql, MailboxSide.SENT);
    SqlFragment all = new SqlFragment();
    filter.conditions().forEach(condition -> all.add(" and ").add(filterSql.toSql(condition)));
    return all;
  }
}
