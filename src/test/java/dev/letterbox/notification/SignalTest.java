package dev.letterbox.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.message.MailboxesChanged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalTest {

  @Test
  void names_arrive_as_they_were_sent() {
    MailboxesChanged changed = MailboxesChanged.of(Set.of("bob", "Ümit Öz", "a,b"));
    List<String> texts = Signal.texts("here", changed);
    assertEquals(1, texts.size());
    assertEquals(changed, Signal.parse(texts.get(0)));
  }

  @Test
  void many_need_no_names() {
    List<String> texts = Signal.texts("here", MailboxesChanged.MANY);
    assertEquals(List.of("here"), texts);
    assertEquals(MailboxesChanged.MANY, Signal.parse("here"));
  }

  @Test
  void node_knows_its_own_voice() {
    assertTrue(Signal.isOf("here", "here"));
    assertTrue(Signal.isOf("here", "here\nbob"));
    assertFalse(Signal.isOf("here", "hereafter\nbob"));
    assertFalse(Signal.isOf("here", "there"));
  }

  @Test
  void no_text_is_longer_than_postgresql_takes() {
    Set<String> owners =
        IntStream.range(0, MailboxesChanged.MOST_NAMED)
            .mapToObj(i -> "ü".repeat(100) + i)
            .collect(Collectors.toSet());
    List<String> texts = Signal.texts("here", MailboxesChanged.of(owners));
    assertTrue(
        texts.stream().allMatch(text -> text.getBytes(StandardCharsets.UTF_8).length < 8000));
    assertEquals(
        owners,
        texts.stream()
            .flatMap(text -> Signal.parse(text).owners().stream())
            .collect(Collectors.toSet()));
  }

  @Test
  void more_than_can_be_named_are_many_and_stay_so() {
    Changes changes = new Changes();
    IntStream.rangeClosed(0, MailboxesChanged.MOST_NAMED)
        .forEach(i -> changes.add(MailboxesChanged.of(Set.of("user-" + i))));
    changes.add(MailboxesChanged.of(Set.of("bob")));
    assertEquals(MailboxesChanged.MANY, changes.take());
    assertTrue(changes.isEmpty());
  }
}
