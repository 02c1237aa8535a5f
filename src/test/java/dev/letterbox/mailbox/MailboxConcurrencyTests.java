package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Concurrent reads and writes: no lost or duplicate counts, no deadlocks. */
class MailboxConcurrencyTests extends InServerTestBase {

  @Test
  void concurrent_poller_marks_only_displayed_messages_read() throws Exception {
    String bob = users().create("bob");
    Set<Long> displayed = ConcurrentHashMap.newKeySet();
    AtomicBoolean writerDone = new AtomicBoolean();
    Callable<Void> writer =
        () -> {
          for (int i = 0; i < 1000; i++) {
            messages().sendNotice(Notice.info("Hello " + i).to(bob).notifyRecipients(false));
          }
          writerDone.set(true);
          return null;
        };
    Callable<Void> poller =
        () -> {
          boolean lastRound;
          do {
            lastRound = writerDone.get();
            mailboxes().page(PageRequest.inbox(bob).markRead(true)).results().stream()
                .filter(message -> message.readAt() == null)
                .forEach(message -> displayed.add(message.id()));
          } while (!lastRound);
          return null;
        };
    ConcurrentRun.all(List.of(writer, poller, poller));

    List<Long> read =
        sql()
            .query(
                "select message_id from lb_delivery where recipient = ? and read_at is not null",
                row -> row.getLong(1),
                bob);
    assertEquals(Set.copyOf(read), displayed, "messages marked as read were displayed as unread");
    assertEquals(1000, tables().deliveryCount(bob));
    assertEquals(1000 - read.size(), mailboxes().unreadCount(bob));
  }

  @Test
  void two_hundred_threads_on_twenty_mailboxes_keep_counters_exact() throws Exception {
    List<String> owners = users().createMany("owner", 20);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String owner = owners.get(i % 20);
      String other = owners.get((i * 7 + 3) % 20);
      tasks.add(() -> writeAndRead(owner, other));
    }
    ConcurrentRun.all(tasks);
    tables().assertCountersExact(owners);
    long deliveries = owners.stream().mapToLong(owner -> tables().deliveryCount(owner)).sum();
    assertEquals(200 * 5, deliveries);
  }

  private Void writeAndRead(String owner, String other) {
    for (int i = 0; i < 5; i++) {
      messages().write(NewMessage.from(owner).to(other).subject("Race").notifyRecipients(false));
      List<Message> page =
          mailboxes().page(PageRequest.inbox(owner).limit(3).markRead(true)).results();
      if (!page.isEmpty()) {
        mailboxes().open(owner, page.get(0).id());
      }
      mailboxes().unreadCount(other);
    }
    return null;
  }

  @Test
  void concurrent_broadcasts_writes_and_reads_do_not_deadlock() throws Exception {
    List<String> readers = users().createMany("reader", 300);
    List<String> reversed = new ArrayList<>(readers);
    Collections.reverse(reversed);
    String bruno = users().create("bruno");
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<String> order = i % 2 == 0 ? readers : reversed;
      tasks.add(
          () ->
              messages()
                  .broadcast(
                      Broadcast.from(bruno).to(order).subject("Race").notifyRecipients(false)));
      tasks.add(
          () ->
              messages()
                  .write(NewMessage.from(bruno).to(order).subject("Race").notifyRecipients(false)));
      tasks.add(
          () -> {
            order.forEach(reader -> mailboxes().page(PageRequest.inbox(reader).markRead(true)));
            return null;
          });
    }
    ConcurrentRun.all(tasks);
    tables().assertCountersExact(readers);
    assertEquals(8, tables().deliveryCount(readers.get(0)));
    assertEquals(8, tables().deliveryCount(readers.get(299)));
  }

  @Test
  void concurrent_reads_of_one_message_are_counted_once() throws Exception {
    String bob = users().create("bob");
    long id = messages().sendNotice(Notice.info("Once").to(bob)).messageId().getAsLong();
    messages().sendNotice(Notice.info("Another").to(bob));
    Callable<Message> open = () -> mailboxes().open(bob, id);
    ConcurrentRun.repeat(20, open);
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  void concurrent_single_and_bulk_marking_keeps_counters_exact() throws Exception {
    String bob = users().create("bob");
    List<Long> ids = new ArrayList<>();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ids.add(messages().sendNotice(Notice.of(i, "Race").to(bob)).messageId().getAsLong());
    }
    for (int i = 0; i < 30; i++) {
      int taskIndex = i;
      tasks.add(
          () -> {
            for (int round = 0; round < 10; round++) {
              long id = ids.get((taskIndex * 7 + round * 3) % ids.size());
              switch ((taskIndex + round) % 6) {
                case 0 -> mailboxes().markReadUpTo(bob, id, MessageFilter.ALL);
                case 1 -> mailboxes().markUnread(bob, id);
                case 2 -> mailboxes().markRead(bob, id);
                case 3 ->
                    mailboxes()
                        .page(PageRequest.inbox(bob).cursor(PageRequest.FIRST_PAGE).markRead(true));
                case 4 -> mailboxes().open(bob, id);
                default ->
                    messages().sendNotice(Notice.info("Arrived").to(bob).notifyRecipients(false));
              }
            }
            return null;
          });
    }
    ConcurrentRun.all(tasks);
    tables().assertCountersExact(bob);
  }
}
