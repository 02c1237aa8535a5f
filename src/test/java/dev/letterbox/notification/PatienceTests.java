package dev.letterbox.notification;

import static java.util.stream.Collectors.toCollection;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.OutboxServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who takes long to be told, and all others. */
public interface PatienceTests extends OutboxServices {

  private void writeToEach(List<String> recipients) {
    messages().write(NewMessage.from(users().named("alice")).to(recipients).subject("One by one"));
  }

  private void broadcastTo(List<String> recipients) {
    messages().broadcast(Broadcast.from(users().named("alice")).to(recipients).subject("To all"));
  }

  @Test
  default void who_takes_long_delays_nobody_else() {
    List<String> slow = List.of(users().named("slow"));
    List<String> others = users().many("fast", 30);
    whileTakingLong(slow, others, () -> writeToEach(both(slow, others)));
  }

  @Test
  default void who_takes_long_delays_nobody_else_in_a_broadcast() {
    List<String> everybody = users().many("heard", 150);
    List<String> others = everybody.stream().sorted().collect(toCollection(ArrayList::new));
    String slow = others.remove(20);
    whileTakingLong(List.of(slow), others, () -> broadcastTo(everybody));
  }

  @Test
  default void many_who_take_long_delay_nobody_else() {
    List<String> slow = users().many("sloth", 10);
    List<String> others = users().many("hare", 30);
    whileTakingLong(slow, others, () -> writeToEach(both(slow, others)));
  }

  @Test
  default void many_who_take_long_delay_nobody_else_in_a_broadcast() {
    List<String> everybody = users().many("steady", 150);
    List<String> others = everybody.stream().sorted().collect(toCollection(ArrayList::new));
    List<String> slow = List.copyOf(others.subList(20, 27));
    others.removeAll(slow);
    whileTakingLong(slow, others, () -> broadcastTo(everybody));
  }

  private static List<String> both(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /** The others are told while some still are, and each once. */
  private void whileTakingLong(List<String> slow, List<String> others, Runnable writing) {
    CountDownLatch released = new CountDownLatch(1);
    slow.forEach(name -> scripted().next(name, released::await));
    try {
      writing.run();
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> others.stream().noneMatch(name -> scripted().toldTo(name).isEmpty()));
      assertTrue(slow.stream().allMatch(name -> scripted().toldTo(name).isEmpty()));
    } finally {
      released.countDown();
    }
    await().until(() -> slow.stream().allMatch(name -> scripted().toldTo(name).size() == 1));
    outlastsASweep(
        () -> both(slow, others).stream().allMatch(name -> scripted().triedFor(name).size() == 1));
  }
}
