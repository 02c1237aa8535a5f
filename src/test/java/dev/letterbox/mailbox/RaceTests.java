package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Services;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many at once: nothing is lost, nothing is counted twice, nobody waits for good. */
public interface RaceTests extends Services {

  @Test
  default void poller_beside_a_writer_marks_nothing_read_that_it_did_not_show() throws Exception {
    String bob = users().named("bob");
    Set<Long> shown = ConcurrentHashMap.newKeySet();
    AtomicBoolean written = new AtomicBoolean();
    Callable<Void> writer =
        () -> {
          for (int i = 0; i < 1000; i++) {
            messages().notify(Notice.info("Hello " + i).to(bob).withoutNotification());
          }
          written.set(true);
          return null;
        };
    Callable<Void> poller =
        () -> {
          boolean last;
          do {
            last = written.get();
            mailboxes().page(PageRequest.inbox(bob)).results().stream()
                .filter(message -> message.readAt() == null)
                .forEach(message -> shown.add(message.id()));
          } while (!last);
          return null;
        };
    AtOnce.all(List.of(writer, poller, poller));

    List<Long> read =
        sql()
            .query(
                "select message_id from lb_delivery where recipient = ? and read_at is not null",
                row -> row.getLong(1),
                bob);
    assertEquals(Set.copyOf(read), shown, "what is marked as read is what was shown as unread");
    assertEquals(1000, rows().deliveries(bob));
    assertEquals(1000 - read.size(), mailboxes().unreadCount(bob));
  }

  @Test
  default void two_hundred_threads_on_twenty_mailboxes_keep_every_counter_exact() throws Exception {
    List<String> owners = users().many("owner", 20);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String owner = owners.get(i % 20);
      String other = owners.get((i * 7 + 3) % 20);
      work.add(() -> writeAndRead(owner, other));
    }
    AtOnce.all(work);
    assertEquals(0, rows().wrongCounters(owners));
    long deliveries = owners.stream().mapToLong(owner -> rows().deliveries(owner)).sum();
    assertEquals(200 * 5, deliveries);
  }

  private Void writeAndRead(String owner, String other) {
    for (int i = 0; i < 5; i++) {
      messages().write(NewMessage.from(owner).to(other).subject("Race").withoutNotification());
      List<Message> page = mailboxes().page(PageRequest.inbox(owner).limit(3)).results();
      if (!page.isEmpty()) {
        mailboxes().open(owner, page.get(0).id());
      }
      mailboxes().unreadCount(other);
    }
    return null;
  }

  @Test
  default void broadcasts_messages_and_readers_at_once_never_block_each_other_for_good()
      throws Exception {
    List<String> readers = users().many("reader", 300);
    List<String> backwards = new ArrayList<>(readers);
    Collections.reverse(backwards);
    String bruno = users().named("bruno");
    List<Callable<Object>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<String> order = i % 2 == 0 ? readers : backwards;
      work.add(
          () ->
              messages()
                  .broadcast(
                      Broadcast.from(bruno).to(order).subject("Race").withoutNotification()));
      work.add(
          () ->
              messages()
                  .write(NewMessage.from(bruno).to(order).subject("Race").withoutNotification()));
      work.add(
          () -> {
            order.forEach(reader -> mailboxes().page(PageRequest.inbox(reader)));
            return null;
          });
    }
    AtOnce.all(work);
    assertEquals(0, rows().wrongCounters(readers));
    assertEquals(8, rows().deliveries(readers.get(0)));
    assertEquals(8, rows().deliveries(readers.get(299)));
  }

  @Test
  default void message_read_by_many_at_once_is_counted_once() throws Exception {
    String bob = users().named("bob");
    long id = messages().notify(Notice.info("Once").to(bob)).messageId().getAsLong();
    messages().notify(Notice.info("Another").to(bob));
    Callable<Message> open = () -> mailboxes().open(bob, id);
    AtOnce.times(20, open);
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  default void marking_one_by_one_and_all_at_once_keeps_counters_exact() throws Exception {
    String bob = users().named("bob");
    List<Long> ids = new ArrayList<>();
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ids.add(messages().notify(Notice.of(i, "Race").to(bob)).messageId().getAsLong());
    }
    for (int i = 0; i < 30; i++) {
      int turn = i;
      work.add(
          () -> {
            for (int round = 0; round < 10; round++) {
              long id = ids.get((turn * 7 + round * 3) % ids.size());
              switch ((turn + round) % 6) {
                case 0 -> mailboxes().markReadUpTo(bob, id, MessageFilter.ALL);
                case 1 -> mailboxes().markUnread(bob, id);
                case 2 -> mailboxes().markRead(bob, id);
                case 3 -> mailboxes().page(PageRequest.inbox(bob).from(PageRequest.BEGIN));
                case 4 -> mailboxes().open(bob, id);
                default -> messages().notify(Notice.info("Arrived").to(bob).withoutNotification());
              }
            }
            return null;
          });
    }
    AtOnce.all(work);
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }
}
