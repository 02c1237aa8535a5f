package dev.letterbox.mailbox;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Sql;

/** Filters of messages as they were written, whoever sees them: by their time and their text. */
public final class MessageConditions {

  private MessageConditions() {}

  /** Notes what is wrong with such a filter. */
  public static void check(MessageFilter filter, InputErrors errors) {
    RequestRules.check(filter, errors);
    if (!filter.conditions().stream().allMatch(MessageConditions::isOfMessage)) {
      errors.add("filter", "Only times of creation and texts can be looked for.");
    }
  }

  private static boolean isOfMessage(Condition condition) {
    return condition instanceof ContainsText
        || (condition instanceof TimeBetween between && between.time() == Time.CREATED);
  }

  /** What has to hold of {@code lb_message m}, each condition after an {@code and}. */
  public static Fragment and(Sql sql, MessageFilter filter) {
    Conditions conditions = new Conditions(sql, Side.SENT);
    Fragment all = new Fragment();
    filter.conditions().forEach(each -> all.add(" and ").add(conditions.of(each)));
    return all;
  }
}
