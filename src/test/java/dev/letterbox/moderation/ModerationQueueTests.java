package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.ModerationServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pending and decided messages in the queue. */
class ModerationQueueTests extends InServerTestBase implements ModerationServices {

  @Test
  void queue_pages_pending_messages_by_offset_and_by_cursor() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(
          writePending(NewMessage.from(alice).to(bob).subject("Queued " + i).body("word" + i % 2)));
    }
    long withdrawn = writePending(NewMessage.from(alice).to(bob).subject("Withdrawn"));
    messages().withdraw(withdrawn);
    assertThrows(MessageNotFoundException.class, () -> moderation().accept("mona", withdrawn));

    ModerationRequest ofSender = ModerationRequest.pending().from(alice).limit(2);
    Page<ModeratedMessage> second = moderation().page(ofSender.offset(2));
    assertEquals(5, second.count().orElseThrow());
    assertEquals(ids.subList(2, 4), idsOf(second));
    assertEquals(List.of(), idsOf(moderation().page(ofSender.offset(7))));
    assertEquals(
        List.of(ids.get(4), ids.get(3)), idsOf(moderation().page(ofSender.newestFirst(true))));

    List<Long> seen = new ArrayList<>();
    Page<ModeratedMessage> page = moderation().page(ofSender.cursor(PageRequest.FIRST_PAGE));
    assertTrue(page.count().isEmpty() && page.previous().isEmpty());
    seen.addAll(idsOf(page));
    while (page.next().isPresent()) {
      page = moderation().page(ofSender.cursor(page.next().get()));
      seen.addAll(idsOf(page));
    }
    assertEquals(ids, seen);
    Page<ModeratedMessage> before =
        moderation().page(ofSender.cursor(page.previous().orElseThrow()));
    assertEquals(ids.subList(2, 4), idsOf(before));

    assertEquals(5, moderation().page(ModerationRequest.pending().to(bob)).results().size());
    MessageFilter word = MessageFilter.ALL.containing("WORD1");
    assertEquals(List.of(ids.get(1), ids.get(3)), idsOf(moderation().page(ofSender.filter(word))));
    moderation().accept("mona", ids.get(0));
    moderation().reject("mona", ids.get(1), "");
    assertEquals(3, moderation().page(ofSender).count().orElseThrow());
    assertEquals(List.of(ids.get(0)), idsOf(moderation().page(requestWith(ACCEPTED, alice))));
    assertEquals(List.of(ids.get(1)), idsOf(moderation().page(requestWith(REJECTED, alice))));
  }

  private static ModerationRequest requestWith(ModerationStatus status, String sender) {
    return ModerationRequest.of(status).from(sender);
  }

  private static List<Long> idsOf(Page<ModeratedMessage> page) {
    return page.results().stream().map(ModeratedMessage::id).toList();
  }

  @Test
  void invalid_queue_request_names_every_field() {
    ModerationRequest invalid =
        ModerationRequest.pending()
            .from("a\0b")
            .filter(MessageFilter.ALL.unread(true))
            .offset(-1)
            .limit(0);
    InvalidInputException exception =
        assertThrows(InvalidInputException.class, () -> moderation().page(invalid));
    assertEquals(Set.of("sender", "filter", "offset", "limit"), exception.errors().keySet());
    assertEquals(
        Map.of("cursor", List.of("Not a cursor of this list; start with an empty one.")),
        assertThrows(
                InvalidInputException.class,
                () -> moderation().validate(ModerationRequest.pending().cursor("abc")))
            .errors());
  }
}
