package dev.letterbox.message.store.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.TextMatch;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.shared.jdbc.SqlFragment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which queries have a time limit. */
class TimeLimitTest {

  @Test
  void search_for_a_part_of_a_text_has_a_time_limit() {
    for (MessageFilter filter :
        List.of(
            MessageFilter.ALL.containing("lunch"),
            MessageFilter.ALL.tag(TextMatch.CONTAINS, "lunch"))) {
      assertTrue(SqlFragment.of("select 1").add(conditionsOf(filter)).isTimeLimited());
    }
    assertFalse(conditionsOf(MessageFilter.ALL.unread(true).level(20)).isTimeLimited());
  }

  private static SqlFragment conditionsOf(MessageFilter filter) {
    return FilterSql.andConditions(filter, MailboxSide.RECEIVED);
  }

  @Test
  void query_in_an_order_without_an_index_has_a_time_limit() {
    for (MessageOrder.Key key : MessageOrder.Key.values()) {
      KeysetOrder order = new KeysetOrder(List.of(MessageOrder.descending(key)), Instant.EPOCH);
      assertEquals(
          key != MessageOrder.Key.SENT_AT,
          order.columns(MailboxSide.RECEIVED.columns()).isTimeLimited(),
          key.toString());
    }
  }
}
