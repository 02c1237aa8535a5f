package dev.letterbox.outbox.worker;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Slow deliveries and their effect on other recipients. */
class SlowRecipientTests extends InServerTestBase implements OutboxServices {

  private void writeToEach(List<String> recipients) {
    messages().write(NewMessage.from(users().create("alice")).to(recipients).subject("One by one"));
  }

  private void broadcastTo(List<String> recipients) {
    messages().broadcast(Broadcast.from(users().create("alice")).to(recipients).subject("To all"));
  }

  @Test
  void slow_recipient_delays_no_other() {
    List<String> slow = List.of(users().create("slow"));
    List<String> others = users().createMany("fast", 30);
    assertOthersNotDelayed(slow, others, () -> writeToEach(concat(slow, others)));
  }

  @Test
  void slow_recipient_delays_no_other_in_a_broadcast() {
    List<String> recipients = users().createMany("each", 150);
    List<String> others = recipients.stream().sorted().collect(toCollection(ArrayList::new));
    String slow = others.remove(20);
    assertOthersNotDelayed(List.of(slow), others, () -> broadcastTo(recipients));
  }

  @Test
  void many_slow_recipients_delay_no_others() {
    List<String> slow = users().createMany("sloth", 10);
    List<String> others = users().createMany("hare", 30);
    assertOthersNotDelayed(slow, others, () -> writeToEach(concat(slow, others)));
  }

  @Test
  void many_slow_recipients_delay_no_others_in_a_broadcast() {
    List<String> recipients = users().createMany("steady", 150);
    List<String> others = recipients.stream().sorted().collect(toCollection(ArrayList::new));
    List<String> slow = List.copyOf(others.subList(20, 27));
    others.removeAll(slow);
    assertOthersNotDelayed(slow, others, () -> broadcastTo(recipients));
  }

  private static List<String> concat(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /**
   * The others are notified while deliveries to the slow ones are running, and all of them once.
   */
  private void assertOthersNotDelayed(List<String> slow, List<String> others, Runnable write) {
    CountDownLatch released = new CountDownLatch(1);
    slow.forEach(name -> scriptedChannel().injectNext(name, released::await));
    try {
      write.run();
      awaitOutbox()
          .atMost(Duration.ofSeconds(40))
          .until(
              () ->
                  others.stream().noneMatch(name -> scriptedChannel().deliveredTo(name).isEmpty()));
      assertTrue(slow.stream().allMatch(name -> scriptedChannel().deliveredTo(name).isEmpty()));
    } finally {
      released.countDown();
    }
    awaitOutbox()
        .until(
            () -> slow.stream().allMatch(name -> scriptedChannel().deliveredTo(name).size() == 1));
    assertTrueAfterPoll(
        () ->
            concat(slow, others).stream()
                .allMatch(name -> scriptedChannel().attemptedFor(name).size() == 1));
  }
}
