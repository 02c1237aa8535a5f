package dev.letterbox.message.store.query;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How messages and their bodies are read for notifications. */
class NotificationMessageTests extends InServerTestBase implements OutboxServices {

  private static final String SHORTEST_LONG_BODY =
      "x".repeat(NotificationMessageQuery.MAX_INLINE_BODY + 1);

  private static NotificationMessageQuery messageQuery() {
    return CDI.current().select(NotificationMessageQuery.class).get();
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
  void short_bodies_are_read_together_and_a_long_one_alone() throws Exception {
    String longest = "\u00e4".repeat(NotificationMessageQuery.MAX_INLINE_BODY / 2);
    long first = write(longest);
    long empty = write("");
    long second = write(SHORTEST_LONG_BODY);
    List<Long> ids = List.of(first, empty, second);
    Map<Long, String> bodies = new HashMap<>();
    assertEquals(
        1,
        StatementRecorder.capture(() -> bodies.putAll(messageQuery().inlineBodiesLater(ids).get()))
            .size());
    assertEquals(Map.of(first, longest, empty, ""), bodies);
    List<Optional<String>> body = new ArrayList<>();
    assertEquals(
        1, StatementRecorder.capture(() -> body.add(messageQuery().findBody(second))).size());
    assertEquals(List.of(Optional.of(SHORTEST_LONG_BODY)), body);
    Map<Long, NotificationMessage> read = new HashMap<>();
    assertEquals(
        2, StatementRecorder.capture(() -> read.putAll(messageQuery().findAll(ids))).size());
    assertEquals(Set.copyOf(ids), read.keySet());
  }

  @Test
  void digest_reads_excerpts_and_splits_no_character() throws Exception {
    long small = write("Text");
    long large = write(SHORTEST_LONG_BODY);
    long pairs = write("x" + "\ud83d\udcec".repeat(NotificationMessageQuery.EXCERPT_LENGTH));
    Map<Long, String> excerpts = new HashMap<>();
    List<Long> ids = List.of(small, large, pairs);
    assertEquals(
        1,
        StatementRecorder.capture(() -> excerpts.putAll(messageQuery().excerptsLater(ids).get()))
            .size());
    assertEquals("Text", excerpts.get(small));
    assertEquals("x".repeat(NotificationMessageQuery.EXCERPT_LENGTH), excerpts.get(large));
    String beginning = excerpts.get(pairs);
    assertTrue(beginning.startsWith("x\ud83d\udcec"), beginning);
    assertTrue(
        beginning.length() >= NotificationMessageQuery.EXCERPT_LENGTH - 1,
        "length " + beginning.length());
    assertTrue(beginning.endsWith("\udcec"), "ends with half of a character");
  }

  @Test
  void long_body_is_delivered_in_full_unless_withdrawn() {
    long id = write(SHORTEST_LONG_BODY);
    String recipient = messageQuery().findAll(List.of(id)).get(id).header().recipient();
    await().until(() -> !scriptedChannel().deliveredTo(recipient).isEmpty());
    assertEquals(
        SHORTEST_LONG_BODY, scriptedChannel().deliveredTo(recipient).get(0).message().body());

    messages().withdraw(id);
    assertEquals(Optional.empty(), messageQuery().findBody(id));
    assertEquals(Map.of(), messageQuery().findAll(List.of(id)));
  }
}
