package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModeratedMessage;
import dev.letterbox.api.ModerationPage;
import dev.letterbox.api.ModerationRequest;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.PageRequest;
import dev.letterbox.testing.ModerationServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 4: what waits for moderators, and what they have decided. */
public interface ModerationQueueTests extends ModerationServices {

  @Test
  default void queue_shows_what_is_pending_by_pages_in_both_styles() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(pending(NewMessage.from(alice).to(bob).subject("Queued " + i).body("word" + i % 2)));
    }
    long withdrawn = pending(NewMessage.from(alice).to(bob).subject("Withdrawn"));
    messages().withdraw(withdrawn);
    assertThrows(MessageNotFoundException.class, () -> moderation().accept("mona", withdrawn));

    ModerationRequest mine = ModerationRequest.pending().from(alice).limit(2);
    ModerationPage second = moderation().page(mine.offset(2));
    assertEquals(5, second.count().orElseThrow());
    assertEquals(ids.subList(2, 4), idsOf(second));
    assertEquals(List.of(), idsOf(moderation().page(mine.offset(7))));
    assertEquals(List.of(ids.get(4), ids.get(3)), idsOf(moderation().page(mine.newestFirst(true))));

    List<Long> seen = new ArrayList<>();
    ModerationPage page = moderation().page(mine.at(PageRequest.BEGIN));
    assertTrue(page.count().isEmpty() && page.previous().isEmpty());
    seen.addAll(idsOf(page));
    while (page.next().isPresent()) {
      page = moderation().page(mine.at(page.next().get()));
      seen.addAll(idsOf(page));
    }
    assertEquals(ids, seen);
    ModerationPage before = moderation().page(mine.at(page.previous().orElseThrow()));
    assertEquals(ids.subList(2, 4), idsOf(before));

    assertEquals(5, moderation().page(ModerationRequest.pending().to(bob)).results().size());
    MessageFilter word = MessageFilter.ALL.containing("WORD1");
    assertEquals(List.of(ids.get(1), ids.get(3)), idsOf(moderation().page(mine.filter(word))));
    moderation().accept("mona", ids.get(0));
    moderation().reject("mona", ids.get(1), "");
    assertEquals(3, moderation().page(mine).count().orElseThrow());
    assertEquals(List.of(ids.get(0)), idsOf(moderation().page(with(ACCEPTED, alice))));
    assertEquals(List.of(ids.get(1)), idsOf(moderation().page(with(REJECTED, alice))));
  }

  private static ModerationRequest with(ModerationStatus status, String sender) {
    return ModerationRequest.of(status).from(sender);
  }

  private static List<Long> idsOf(ModerationPage page) {
    return page.results().stream().map(ModeratedMessage::id).toList();
  }

  @Test
  default void request_for_the_queue_names_everything_that_is_wrong() {
    ModerationRequest bad =
        ModerationRequest.pending()
            .from("a\0b")
            .filter(MessageFilter.ALL.unread(true))
            .offset(-1)
            .limit(0);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> moderation().page(bad));
    assertEquals(Set.of("sender", "filter", "offset", "limit"), refused.errors().keySet());
    assertEquals(
        Map.of("cursor", List.of("Is not one of this list; begin with an empty one.")),
        assertThrows(
                InvalidInputException.class,
                () -> moderation().check(ModerationRequest.pending().at("abc")))
            .errors());
  }
}
