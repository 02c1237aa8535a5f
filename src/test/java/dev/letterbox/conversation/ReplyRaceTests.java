package dev.letterbox.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.Reply;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.WritingServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many replies at once: nobody waits for good, and everything is counted once. */
public interface ReplyRaceTests extends WritingServices {

  private void assertExact(String... users) {
    assertEquals(0, rows().wrongCounters(List.of(users)));
    for (String user : users) {
      assertEquals(0, rows().wrongConversations(user), user);
    }
  }

  @Test
  default void replies_to_each_other_at_once_wait_for_nobody_for_good_and_count_right()
      throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message root = written(alice, bob, "Race");
    Message toAlice = messages().reply(Reply.to(root.id()).by(bob)).get(0);
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(() -> replies(root.id(), bob, alice));
      work.add(() -> replies(toAlice.id(), alice, bob));
    }
    assertEquals(160, AtOnce.all(work).stream().mapToInt(Integer::intValue).sum());
    assertExact(alice, bob);
    assertEquals(80, mailboxes().unreadCount(alice), "80 new, and one that was replied to");
    assertEquals(80, mailboxes().unreadCount(bob));
  }

  /** Twenty replies; how many went where they should. */
  private int replies(long parent, String replier, String other) {
    Reply reply = Reply.to(parent).by(replier).withoutNotification();
    int written = 0;
    for (int i = 0; i < 20; i++) {
      written += messages().reply(reply).get(0).recipient().equals(other) ? 1 : 0;
    }
    return written;
  }

  @Test
  default void replies_of_many_to_one_broadcast_at_once_wait_for_nobody_for_good()
      throws Exception {
    String office = users().named("office");
    List<String> all = users().many("all", 20);
    long broadcast =
        messages()
            .broadcast(Broadcast.from(office).to(all).subject("Cake"))
            .messageId()
            .getAsLong();
    List<Callable<Integer>> work = new ArrayList<>();
    all.forEach(name -> work.add(() -> replies(broadcast, name, office)));
    AtOnce.all(work);
    assertEquals(400, mailboxes().unreadCount(office));
    assertEquals(0, rows().wrongCounters(all));
    assertExact(office);
  }

  @Test
  default void rejected_replies_of_many_to_one_broadcast_wait_for_nobody_for_good()
      throws Exception {
    String office = users().named("office");
    List<String> all = users().many("all", 20);
    long broadcast =
        messages()
            .broadcast(Broadcast.from(office).to(all).subject("Cake"))
            .messageId()
            .getAsLong();
    List<Callable<Integer>> work = new ArrayList<>();
    for (String name : all) {
      Reply reply =
          Reply.to(broadcast).by(name).moderatedBy(message -> Optional.of(Rating.reject("No.")));
      work.add(() -> IntStream.range(0, 20).map(i -> messages().reply(reply).size()).sum());
    }
    assertEquals(400, AtOnce.all(work).stream().mapToInt(Integer::intValue).sum());
    assertEquals(0, mailboxes().unreadCount(office));
    assertEquals(0, rows().wrongCounters(all));
  }
}
