package dev.letterbox.outbox;

import static dev.letterbox.testing.support.recording.ScriptedChannel.throwing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Deliveries that fail are retried, or dead until an administrator replays or drops them. */
class FailedDeliveryTests extends InServerTestBase implements OutboxServices {

  @Test
  void failed_delivery_is_retried_with_the_same_id_until_it_succeeds() {
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    try {
      String bob = users().create("bob");
      scriptedChannel()
          .injectNext(
              bob,
              throwing(DeliveryFailedException.transientFailure("Busy", null)),
              throwing(new IllegalStateException("Broken")));
      long id = write(users().create("alice"), bob);
      awaitDelivered(id);
      List<Notification> tried = scriptedChannel().attemptedFor(bob);
      assertEquals(3, tried.size());
      assertEquals(1, tried.stream().map(Notification::id).distinct().count());
      assertEquals(1, scriptedChannel().deliveredTo(bob).size());
    } finally {
      settings().reset();
    }
  }

  @Test
  void permanent_failure_is_dead_until_it_is_replayed() {
    String bob = users().create("bob");
    scriptedChannel()
        .injectNext(bob, throwing(DeliveryFailedException.permanentFailure("No such box", null)));
    long id = write(users().create("alice"), bob);
    awaitOutbox().until(() -> !deadEntries(id).isEmpty());
    OutboxEntry dead = deadEntries(id).get(0);
    assertEquals(bob, dead.recipient());
    assertEquals(OutboxState.DEAD, dead.state());
    assertEquals(1, dead.attempts());
    assertEquals("No such box", dead.error());
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(bob).size() == 1);

    outbox().replay(dead.id());
    awaitDelivered(id);
    assertEquals(1, scriptedChannel().deliveredTo(bob).size());
    assertThrows(NotFoundException.class, () -> outbox().replay(dead.id()));
  }

  @Test
  void dropped_record_is_never_delivered() {
    String bob = users().create("bob");
    scriptedChannel()
        .injectNext(bob, throwing(DeliveryFailedException.permanentFailure("No such box", null)));
    long id = write(users().create("alice"), bob);
    awaitOutbox().until(() -> !deadEntries(id).isEmpty());
    long entry = deadEntries(id).get(0).id();
    outbox().drop(entry);
    assertEquals(0, pendingCount(id));
    assertThrows(NotFoundException.class, () -> outbox().drop(entry));
    assertTrueAfterPoll(() -> scriptedChannel().deliveredTo(bob).isEmpty());
  }

  @Test
  void record_that_fails_too_often_is_dead() {
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    settings().set(NotificationSetting.OUTBOX_MAX_ATTEMPTS, 2);
    try {
      String bob = users().create("bob");
      RuntimeException busy = DeliveryFailedException.transientFailure("Busy", null);
      scriptedChannel().injectNext(bob, throwing(busy), throwing(busy), throwing(busy));
      long id = write(users().create("alice"), bob);
      awaitOutbox().until(() -> !deadEntries(id).isEmpty());
      assertEquals(2, deadEntries(id).get(0).attempts());
      assertEquals(2, scriptedChannel().attemptedFor(bob).size());
    } finally {
      settings().reset();
    }
  }

  @Test
  void failed_broadcast_recipient_gets_a_separate_record_and_others_are_notified_once() {
    String alice = users().create("alice");
    List<String> recipients = users().createMany("each", 200);
    String failingUser = recipients.get(70);
    scriptedChannel()
        .injectNext(
            failingUser, throwing(DeliveryFailedException.permanentFailure("No such box", null)));
    long id = broadcast(alice, recipients);
    awaitOutbox().until(() -> pendingCount(id) == 1 && deadEntries(id).size() == 1);
    assertEquals(failingUser, deadEntries(id).get(0).recipient());
    List<String> others = new ArrayList<>(recipients);
    others.remove(failingUser);
    assertEquals(
        List.of(),
        others.stream().filter(name -> scriptedChannel().deliveredTo(name).size() != 1).toList());

    outbox().replayDead(ScriptedChannel.NAME);
    awaitDelivered(id);
    assertEquals(1, scriptedChannel().deliveredTo(failingUser).size());
    assertEquals(
        1,
        scriptedChannel().attemptedFor(failingUser).stream()
            .map(Notification::id)
            .distinct()
            .count());
  }

  @Test
  void unavailable_channel_keeps_a_broadcast_in_one_record_and_resumes_inside_it() {
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    try {
      String alice = users().create("alice");
      List<String> recipients = users().createMany("some", 100);
      List<String> byName = recipients.stream().sorted().toList();
      scriptedChannel()
          .injectNext(
              byName.get(40),
              throwing(DeliveryFailedException.channelUnavailable("No answer", null)));
      long id = broadcast(alice, recipients);
      awaitOutbox().until(() -> scriptedChannel().attemptedFor(byName.get(40)).size() == 1);
      assertEquals(1, pendingCount(id), "no separate records");
      awaitDelivered(id);
      assertEquals(
          List.of(),
          recipients.stream()
              .filter(name -> scriptedChannel().deliveredTo(name).size() != 1)
              .toList());
    } finally {
      settings().reset();
    }
  }

  @Test
  void outbox_page_continues_at_a_cursor() {
    String alice = users().create("alice");
    List<String> recipients = users().createMany("gone", 3);
    recipients.forEach(
        name ->
            scriptedChannel()
                .injectNext(
                    name, throwing(DeliveryFailedException.permanentFailure("Gone", null))));
    List<Long> ids = recipients.stream().map(name -> write(alice, name)).toList();
    awaitOutbox().until(() -> ids.stream().allMatch(id -> deadEntries(id).size() == 1));
    long first = deadEntries(ids.get(0)).get(0).id();
    OutboxRequest request = OutboxRequest.dead().channel(ScriptedChannel.NAME).limit(1);
    Page<OutboxEntry> page = outbox().page(request.cursor(Long.toString(first - 1)));
    assertEquals(List.of(first), page.results().stream().map(OutboxEntry::id).toList());
    assertEquals(recipients.get(0), page.results().get(0).recipient());
    List<OutboxEntry> next = outbox().page(request.cursor(page.next().orElseThrow())).results();
    assertTrue(next.get(0).id() > first, next.toString());
  }

  @Test
  void invalid_outbox_request_names_each_property() {
    for (String cursor : Arrays.asList("x", "-1", "1".repeat(19), null)) {
      OutboxRequest request = OutboxRequest.dead().channel("a\0b").cursor(cursor).limit(0);
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> outbox().page(request));
      assertEquals(Set.of("channel", "cursor", "limit"), error.errors().keySet());
    }
  }
}
