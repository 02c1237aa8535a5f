package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Messages that are withdrawn before all recipients are notified. */
class WithdrawalNotificationTests extends InServerTestBase implements OutboxServices {

  @Test
  void message_withdrawn_before_delivery_is_not_delivered() throws Exception {
    String bob = users().create("bob");
    transaction().begin();
    long id =
        messages()
            .write(NewMessage.from(users().create("alice")).to(bob).subject("Hello"))
            .get(0)
            .id();
    messages().withdraw(id);
    transaction().commit();
    awaitDelivered(id);
    assertEquals(List.of(), scriptedChannel().attemptedFor(bob));
  }

  @Test
  void message_withdrawn_during_the_delivery_of_others_is_not_delivered() {
    List<String> recipients = users().createMany("queue", 8);
    List<Long> ids = new CopyOnWriteArrayList<>();
    ScriptedChannel.InjectedFault shortDelay = () -> assertStaysTrue(() -> true);
    scriptedChannel()
        .injectNext(
            recipients.get(0),
            () -> {
              await().until(() -> ids.size() == recipients.size());
              messages().withdraw(ids.get(7));
              shortDelay.raise();
            });
    recipients.subList(1, 5).forEach(name -> scriptedChannel().injectNext(name, shortDelay));
    messages()
        .write(NewMessage.from(users().create("alice")).to(recipients).subject("One by one"))
        .forEach(message -> ids.add(message.id()));
    ids.subList(0, 7).forEach(this::awaitDelivered);
    awaitDelivered(ids.get(7));
    assertEquals(1, scriptedChannel().deliveredTo(recipients.get(6)).size());
    assertEquals(List.of(), scriptedChannel().attemptedFor(recipients.get(7)));
  }

  @Test
  void delivery_of_a_withdrawn_broadcast_stops_soon() {
    List<String> recipients = users().createMany("row", 8).stream().sorted().toList();
    AtomicLong id = new AtomicLong();
    ScriptedChannel.InjectedFault shortDelay = () -> assertStaysTrue(() -> true);
    scriptedChannel()
        .injectNext(
            recipients.get(0),
            () -> {
              await().until(() -> id.get() > 0);
              messages().withdraw(id.get());
              shortDelay.raise();
            });
    recipients.subList(1, 5).forEach(name -> scriptedChannel().injectNext(name, shortDelay));
    id.set(
        messages()
            .broadcast(Broadcast.from(users().create("alice")).to(recipients).subject("Stop"))
            .messageId()
            .getAsLong());
    awaitDelivered(id.get());
    assertEquals(1, scriptedChannel().deliveredTo(recipients.get(0)).size());
    assertEquals(List.of(), scriptedChannel().attemptedFor(recipients.get(7)));
  }
}
