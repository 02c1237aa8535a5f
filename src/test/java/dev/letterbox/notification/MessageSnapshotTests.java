package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewMessage;
import dev.letterbox.notification.MessageSnapshotLoader.StoredMessage;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How message bodies are read for notifications. */
public interface MessageSnapshotTests extends OutboxServices {

  String SHORTEST_LONG_BODY = "x".repeat(MessageSnapshotLoader.MAX_INLINE_BODY + 1);

  private static MessageSnapshotLoader snapshotLoader() {
    return CDI.current().select(MessageSnapshotLoader.class).get();
  }

  private long write(String body) {
    return messages()
        .write(
            NewMessage.from(users().create("alice"))
                .to(users().create("bob"))
                .subject("Text")
                .body(body))
        .get(0)
        .id();
  }

  @Test
  default void short_bodies_are_read_together_and_a_long_one_alone() throws Exception {
    String longest = "\u00e4".repeat(MessageSnapshotLoader.MAX_INLINE_BODY / 2);
    long first = write(longest);
    long empty = write("");
    long second = write(SHORTEST_LONG_BODY);
    List<Map<Long, StoredMessage>> loaded = new ArrayList<>();
    List<Long> ids = List.of(first, empty, second);
    assertEquals(
        3,
        StatementRecorder.capture(() -> loaded.add(snapshotLoader().loadWithInlineBodies(ids)))
            .size());
    Map<Long, StoredMessage> contents = loaded.get(0);
    assertEquals(longest, contents.get(first).body());
    assertEquals("", contents.get(empty).body());
    assertNull(contents.get(second).body());
    List<Optional<StoredMessage>> whole = new ArrayList<>();
    assertEquals(
        1,
        StatementRecorder.capture(
                () -> whole.add(snapshotLoader().withFullBody(contents.get(second))))
            .size());
    assertEquals(
        Optional.of(contents.get(second).withBody(SHORTEST_LONG_BODY)),
        whole.get(0),
        "all else stays");
    assertEquals(2, StatementRecorder.capture(() -> loaded.add(snapshotLoader().load(ids))).size());
    assertTrue(loaded.get(1).values().stream().allMatch(content -> content.body() == null));
  }

  @Test
  default void digest_reads_excerpts_and_splits_no_character() throws Exception {
    long small = write("Text");
    long large = write(SHORTEST_LONG_BODY);
    long pairs = write("x" + "\ud83d\udcec".repeat(MessageSnapshotLoader.EXCERPT_LENGTH));
    List<Map<Long, StoredMessage>> loaded = new ArrayList<>();
    List<Long> ids = List.of(small, large, pairs);
    assertEquals(
        3,
        StatementRecorder.capture(() -> loaded.add(snapshotLoader().loadWithExcerpts(ids))).size());
    assertEquals("Text", loaded.get(0).get(small).body());
    assertEquals("x".repeat(MessageSnapshotLoader.EXCERPT_LENGTH), loaded.get(0).get(large).body());
    String beginning = loaded.get(0).get(pairs).body();
    assertTrue(beginning.startsWith("x\ud83d\udcec"), beginning);
    assertTrue(
        beginning.length() >= MessageSnapshotLoader.EXCERPT_LENGTH - 1,
        "length " + beginning.length());
    assertTrue(beginning.endsWith("\udcec"), "ends with half of a character");
  }

  @Test
  default void long_body_is_delivered_in_full_unless_withdrawn() {
    long id = write(SHORTEST_LONG_BODY);
    String recipient = snapshotLoader().load(List.of(id)).get(id).recipient();
    await().until(() -> !scriptedChannel().deliveredTo(recipient).isEmpty());
    assertEquals(
        SHORTEST_LONG_BODY, scriptedChannel().deliveredTo(recipient).get(0).message().body());

    StoredMessage before = snapshotLoader().loadWithInlineBodies(List.of(id)).get(id);
    messages().withdraw(id);
    assertEquals(Optional.empty(), snapshotLoader().withFullBody(before));
    assertEquals(Map.of(), snapshotLoader().loadWithExcerpts(List.of(id)));
  }
}
