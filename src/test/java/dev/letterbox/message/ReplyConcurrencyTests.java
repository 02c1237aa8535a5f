package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.Reply;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WritingServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Concurrent replies do not deadlock, and counters stay exact. */
class ReplyConcurrencyTests extends InServerTestBase implements WritingServices {

  @Test
  void concurrent_replies_to_each_other_do_not_deadlock_and_count_exactly() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message root = writeAsUser(alice, bob, "Race");
    Message toAlice = messages().reply(Reply.to(root.id()).by(bob)).get(0);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(() -> sendReplies(root.id(), bob, alice));
      tasks.add(() -> sendReplies(toAlice.id(), alice, bob));
    }
    assertEquals(160, ConcurrentRun.all(tasks).stream().mapToInt(Integer::intValue).sum());
    tables().assertCountersExact(alice, bob);
    assertEquals(80, mailboxes().unreadCount(alice), "80 replies; the parent is read");
    assertEquals(80, mailboxes().unreadCount(bob));
  }

  /** Sends twenty replies and returns how many were addressed to the other user. */
  private int sendReplies(long parent, String replier, String other) {
    Reply reply = Reply.to(parent).by(replier).notifyRecipients(false);
    int correctlyAddressed = 0;
    for (int i = 0; i < 20; i++) {
      correctlyAddressed += messages().reply(reply).get(0).recipient().equals(other) ? 1 : 0;
    }
    return correctlyAddressed;
  }

  @Test
  void concurrent_replies_to_one_broadcast_do_not_deadlock() throws Exception {
    String office = users().create("office");
    List<String> recipients = users().createMany("all", 20);
    long broadcast =
        messages()
            .broadcast(Broadcast.from(office).to(recipients).subject("Cake"))
            .messageId()
            .getAsLong();
    List<Callable<Integer>> tasks = new ArrayList<>();
    recipients.forEach(name -> tasks.add(() -> sendReplies(broadcast, name, office)));
    ConcurrentRun.all(tasks);
    assertEquals(400, mailboxes().unreadCount(office));
    tables().assertCountersExact(recipients);
    tables().assertCountersExact(office);
  }

  @Test
  void concurrent_rejected_replies_to_one_broadcast_do_not_deadlock() throws Exception {
    String office = users().create("office");
    List<String> recipients = users().createMany("all", 20);
    long broadcast =
        messages()
            .broadcast(Broadcast.from(office).to(recipients).subject("Cake"))
            .messageId()
            .getAsLong();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (String name : recipients) {
      Reply reply =
          Reply.to(broadcast).by(name).moderatedBy(message -> Optional.of(Rating.reject("No.")));
      tasks.add(() -> IntStream.range(0, 20).map(i -> messages().reply(reply).size()).sum());
    }
    assertEquals(400, ConcurrentRun.all(tasks).stream().mapToInt(Integer::intValue).sum());
    assertEquals(0, mailboxes().unreadCount(office));
    tables().assertCountersExact(recipients);
  }
}
