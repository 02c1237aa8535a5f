package dev.letterbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.MessageFilter.Cases;
import dev.letterbox.api.MessageFilter.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageFilterTest {

  @Test
  void each_type_of_condition_has_a_case_of_its_own() {
    MessageFilter all =
        MessageFilter.ALL
            .unread(true)
            .level(20)
            .tag("bill")
            .view("orders")
            .sent(Instant.EPOCH, null)
            .containing("word");
    Cases<Class<?>> ownClass =
        new Cases<>(
            unread -> unread.getClass(),
            level -> level.getClass(),
            tag -> tag.getClass(),
            view -> view.getClass(),
            time -> time.getClass(),
            text -> text.getClass());
    List<Class<?>> types = List.of(Condition.class.getPermittedSubclasses());
    assertEquals(
        types, all.conditions().stream().map(condition -> condition.apply(ownClass)).toList());
    assertEquals(types, all.conditions().stream().map(Condition::getClass).toList());
    assertEquals(types.size(), Cases.class.getRecordComponents().length);
  }
}
