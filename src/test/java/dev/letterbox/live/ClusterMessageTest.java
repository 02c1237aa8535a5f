package dev.letterbox.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.message.store.MailboxesChanged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterMessageTest {

  @Test
  void names_survive_encoding_and_parsing() {
    MailboxesChanged changed = MailboxesChanged.of(Set.of("bob", "Ümit Öz", "a,b"));
    List<String> texts = ClusterMessage.encode("here", changed);
    assertEquals(1, texts.size());
    assertEquals(changed, ClusterMessage.parse(texts.get(0)));
  }

  @Test
  void many_changes_are_sent_without_names() {
    List<String> texts = ClusterMessage.encode("here", MailboxesChanged.ANY_OWNER);
    assertEquals(List.of("here"), texts);
    assertEquals(MailboxesChanged.ANY_OWNER, ClusterMessage.parse("here"));
  }

  @Test
  void node_recognises_its_own_messages() {
    assertTrue(ClusterMessage.isFrom("here", "here"));
    assertTrue(ClusterMessage.isFrom("here", "here\nbob"));
    assertFalse(ClusterMessage.isFrom("here", "hereafter\nbob"));
    assertFalse(ClusterMessage.isFrom("here", "there"));
  }

  @Test
  void no_payload_exceeds_the_limit_of_postgresql() {
    Set<String> owners =
        IntStream.range(0, MailboxesChanged.MAX_OWNERS)
            .mapToObj(i -> "ü".repeat(100) + i)
            .collect(Collectors.toSet());
    List<String> texts = ClusterMessage.encode("here", MailboxesChanged.of(owners));
    assertTrue(
        texts.stream().allMatch(text -> text.getBytes(StandardCharsets.UTF_8).length < 8000));
    assertEquals(
        owners,
        texts.stream()
            .flatMap(text -> ClusterMessage.parse(text).owners().stream())
            .collect(Collectors.toSet()));
  }

  @Test
  void changes_beyond_the_limit_are_many_and_stay_so() {
    PendingChanges changes = new PendingChanges();
    IntStream.rangeClosed(0, MailboxesChanged.MAX_OWNERS)
        .forEach(i -> changes.add(MailboxesChanged.of(Set.of("user-" + i))));
    changes.add(MailboxesChanged.of(Set.of("bob")));
    assertEquals(MailboxesChanged.ANY_OWNER, changes.takeAll());
    assertTrue(changes.isEmpty());
  }
}
