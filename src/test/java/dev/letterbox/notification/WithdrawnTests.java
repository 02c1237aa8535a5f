package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.OutboxServices;
import dev.letterbox.testing.Scripted;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is withdrawn before everybody has been told of it. */
public interface WithdrawnTests extends OutboxServices {

  @Test
  default void message_that_is_withdrawn_before_it_is_told_is_not_told() throws Exception {
    String bob = users().named("bob");
    transaction().begin();
    long id =
        messages()
            .write(NewMessage.from(users().named("alice")).to(bob).subject("Hello"))
            .get(0)
            .id();
    messages().withdraw(id);
    transaction().commit();
    awaitTold(id);
    assertEquals(List.of(), scripted().triedFor(bob));
  }

  @Test
  default void message_that_is_withdrawn_while_others_are_told_is_not_told() {
    List<String> several = users().many("queue", 8);
    List<Long> ids = new CopyOnWriteArrayList<>();
    Scripted.Mishap halfASecond = () -> staysTrue(() -> true);
    scripted()
        .next(
            several.get(0),
            () -> {
              await().until(() -> ids.size() == several.size());
              messages().withdraw(ids.get(7));
              halfASecond.happen();
            });
    several.subList(1, 5).forEach(name -> scripted().next(name, halfASecond));
    messages()
        .write(NewMessage.from(users().named("alice")).to(several).subject("One by one"))
        .forEach(message -> ids.add(message.id()));
    ids.subList(0, 7).forEach(this::awaitTold);
    awaitTold(ids.get(7));
    assertEquals(1, scripted().toldTo(several.get(6)).size());
    assertEquals(List.of(), scripted().triedFor(several.get(7)));
  }

  @Test
  default void broadcast_that_is_withdrawn_while_it_is_told_is_soon_told_to_nobody_more() {
    List<String> several = users().many("row", 8).stream().sorted().toList();
    AtomicLong id = new AtomicLong();
    Scripted.Mishap halfASecond = () -> staysTrue(() -> true);
    scripted()
        .next(
            several.get(0),
            () -> {
              await().until(() -> id.get() > 0);
              messages().withdraw(id.get());
              halfASecond.happen();
            });
    several.subList(1, 5).forEach(name -> scripted().next(name, halfASecond));
    id.set(
        messages()
            .broadcast(Broadcast.from(users().named("alice")).to(several).subject("Stop"))
            .messageId()
            .getAsLong());
    awaitTold(id.get());
    assertEquals(1, scripted().toldTo(several.get(0)).size());
    assertEquals(List.of(), scripted().triedFor(several.get(7)));
  }
}
