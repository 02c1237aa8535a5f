package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewMessage;
import dev.letterbox.notification.Contents.Content;
import dev.letterbox.testing.OutboxServices;
import dev.letterbox.testing.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of messages to tell somebody, and how much of it at once. */
public interface ContentsTests extends OutboxServices {

  String SHORTEST_LONG = "x".repeat(Contents.SHORT + 1);

  private static Contents bean() {
    return CDI.current().select(Contents.class).get();
  }

  private long written(String body) {
    return messages()
        .write(
            NewMessage.from(users().named("alice"))
                .to(users().named("bob"))
                .subject("Text")
                .body(body))
        .get(0)
        .id();
  }

  @Test
  default void short_texts_are_read_together_and_a_long_one_alone() throws Exception {
    String longest = "\u00e4".repeat(Contents.SHORT / 2);
    long first = written(longest);
    long empty = written("");
    long second = written(SHORTEST_LONG);
    List<Map<Long, Content>> read = new ArrayList<>();
    List<Long> ids = List.of(first, empty, second);
    assertEquals(3, Statements.during(() -> read.add(bean().withShortTexts(ids))).size());
    Map<Long, Content> contents = read.get(0);
    assertEquals(longest, contents.get(first).body());
    assertEquals("", contents.get(empty).body());
    assertNull(contents.get(second).body());
    List<Optional<Content>> whole = new ArrayList<>();
    assertEquals(1, Statements.during(() -> whole.add(bean().whole(contents.get(second)))).size());
    assertEquals(
        Optional.of(contents.get(second).withBody(SHORTEST_LONG)), whole.get(0), "all else stays");
    assertEquals(2, Statements.during(() -> read.add(bean().of(ids))).size());
    assertTrue(read.get(1).values().stream().allMatch(content -> content.body() == null));
  }

  @Test
  default void a_digest_reads_beginnings_and_halves_no_character() throws Exception {
    long small = written("Text");
    long large = written(SHORTEST_LONG);
    long pairs = written("x" + "\ud83d\udcec".repeat(Contents.BEGINNING));
    List<Map<Long, Content>> read = new ArrayList<>();
    List<Long> ids = List.of(small, large, pairs);
    assertEquals(3, Statements.during(() -> read.add(bean().withBeginnings(ids))).size());
    assertEquals("Text", read.get(0).get(small).body());
    assertEquals("x".repeat(Contents.BEGINNING), read.get(0).get(large).body());
    String beginning = read.get(0).get(pairs).body();
    assertTrue(beginning.startsWith("x\ud83d\udcec"), beginning);
    assertTrue(beginning.length() >= Contents.BEGINNING - 1, "length " + beginning.length());
    assertTrue(beginning.endsWith("\udcec"), "ends with half of a character");
  }

  @Test
  default void a_long_text_is_told_whole_and_not_when_it_was_withdrawn() {
    long id = written(SHORTEST_LONG);
    String recipient = bean().of(List.of(id)).get(id).recipient();
    await().until(() -> !scripted().toldTo(recipient).isEmpty());
    assertEquals(SHORTEST_LONG, scripted().toldTo(recipient).get(0).message().body());

    Content before = bean().withShortTexts(List.of(id)).get(id);
    messages().withdraw(id);
    assertEquals(Optional.empty(), bean().whole(before));
    assertEquals(Map.of(), bean().withBeginnings(List.of(id)));
  }
}
