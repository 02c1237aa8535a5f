package dev.letterbox.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.PreferenceServices;
import dev.letterbox.testing.support.TestLength;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Erasure of a user in the outbox and in preferences, and clean-up of dead letters. */
class RecordErasureTests extends InServerTestBase implements OutboxServices, PreferenceServices {

  /** A broadcast whose only record is a range between these bounds, due in an hour. */
  private long broadcastInRange(List<String> names, List<String> bounds) throws Exception {
    transaction().begin();
    long id = broadcast(users().create("alice"), names);
    sql().update("delete from lb_notification where channel <> ?", ScriptedChannel.NAME);
    String rangeStart = bounds.get(0);
    sql()
        .update(
            "update lb_notification set range_start = ?, range_end = ?,"
                + " next_attempt_at = ? where message_id = ?",
            rangeStart,
            bounds.get(1),
            clock().now().plus(Duration.ofHours(1)),
            id);
    transaction().commit();
    return id;
  }

  private long countRecordsNaming(String name) {
    return tables()
        .selectNumber(
            "select count(*) from lb_notification"
                + " where recipient = ? or range_start = ? or range_end = ?",
            name,
            name,
            name);
  }

  private void makeDue(long id) {
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where message_id = ?",
            clock().now(),
            id);
    await().until(() -> pendingCount(id) == 0);
  }

  private List<String> notifiedOnce(List<String> names) {
    return names.stream().filter(name -> scriptedChannel().deliveredTo(name).size() == 1).toList();
  }

  @Test
  void erased_range_boundaries_are_replaced_and_the_same_others_notified() throws Exception {
    List<String> names = users().createMany("row", 9).stream().sorted().toList();
    long id = broadcastInRange(names, List.of(names.get(2), names.get(6)));
    for (int erasedIndex : List.of(2, 6, 5, 1)) {
      maintenance().erase(names.get(erasedIndex));
      assertEquals(0, countRecordsNaming(names.get(erasedIndex)), "number " + erasedIndex);
    }
    makeDue(id);
    assertEquals(names.subList(3, 5), notifiedOnce(names));
  }

  @Test
  void range_of_erased_users_notifies_no_user() throws Exception {
    List<String> names = users().createMany("few", 4).stream().sorted().toList();
    long id = broadcastInRange(names, List.of("", names.get(1)));
    maintenance().erase(names.get(0));
    maintenance().erase(names.get(1));
    assertEquals(0, countRecordsNaming(names.get(0)) + countRecordsNaming(names.get(1)));
    makeDue(id);
    assertEquals(List.of(), notifiedOnce(names));
  }

  @Test
  void user_named_only_by_a_range_is_erased() throws Exception {
    List<String> names = users().createMany("only", 3).stream().sorted().toList();
    String erasedUser = names.get(1);
    broadcastInRange(names, List.of(erasedUser, names.get(2)));
    sql().update("delete from lb_delivery where recipient = ?", erasedUser);
    sql().update("delete from lb_mailbox where owner = ?", erasedUser);
    sql().update("delete from lb_account where name = ?", erasedUser);
    maintenance().erase(erasedUser);
    assertEquals(0, countRecordsNaming(erasedUser));
    assertThrows(NotFoundException.class, () -> maintenance().erase(erasedUser));
  }

  @Test
  void user_erased_during_delivery_leaves_nothing_in_the_range() {
    List<String> names = users().createMany("late", 60).stream().sorted().toList();
    String erasedUser = names.get(19); // a worker stores a checkpoint after 20 recipients
    List<Long> recordCounts = new ArrayList<>();
    scriptedChannel()
        .injectNext(
            erasedUser,
            () -> {
              maintenance().erase(erasedUser);
              throw DeliveryFailedException.transientFailure("Not now", null);
            });
    scriptedChannel()
        .injectNext(names.get(20), () -> recordCounts.add(countRecordsNaming(erasedUser)));
    long id = broadcast(users().create("alice"), names);
    await().until(() -> pendingCount(id) == 0);
    assertEquals(List.of(0L), recordCounts);
    assertEquals(0, countRecordsNaming(erasedUser));
    assertEquals(59, notifiedOnce(names).size());
  }

  @Test
  void user_erased_during_slow_delivery_leaves_nothing_in_the_split_range() {
    List<String> names = users().createMany("slow", 60).stream().sorted().toList();
    String erasedUser = names.get(30);
    scriptedChannel()
        .injectNext(
            erasedUser,
            () -> {
              maintenance().erase(erasedUser);
              await()
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> !scriptedChannel().deliveredTo(names.get(59)).isEmpty());
              assertEquals(0, countRecordsNaming(erasedUser));
            });
    long id = broadcast(users().create("alice"), names);
    await().atMost(Duration.ofSeconds(30)).until(() -> pendingCount(id) == 0);
    assertEquals(60, notifiedOnce(names).size());
  }

  /** The id of a message whose record became dead this many days ago. */
  private long createDeadLetter(int days) {
    String bob = users().create("bob");
    scriptedChannel()
        .injectNext(
            bob, ScriptedChannel.throwing(DeliveryFailedException.permanentFailure("Gone", null)));
    long id =
        messages()
            .write(NewMessage.from(users().create("alice")).to(bob).subject("Hello"))
            .get(0)
            .id();
    await().until(() -> deadEntries(id).size() == 1);
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where message_id = ?",
            clock().now().minus(Duration.ofDays(days)),
            id);
    return id;
  }

  @Test
  void cleanup_removes_old_dead_letters() {
    long old = createDeadLetter(31);
    long young = createDeadLetter(29);
    settings().set(NotificationSetting.OUTBOX_DEAD_RETENTION, Duration.ofDays(0));
    try {
      assertEquals(0, maintenance().cleanUp().notifications());
      assertEquals(1, deadEntries(old).size());
    } finally {
      settings().reset();
    }
    assertEquals(1, maintenance().cleanUp().notifications());
    assertEquals(List.of(0, 1), List.of(deadEntries(old).size(), deadEntries(young).size()));
    assertEquals(0, maintenance().cleanUp().notifications());
  }

  @Test
  void preferences_of_an_erased_user_are_not_stored() throws Exception {
    for (int i = 0; i < TestLength.of(5, 10); i++) {
      String alice = users().createWithDemoPassword("alice");
      ConcurrentRun.all(
          List.of(
              () -> maintenance().erase(alice),
              () -> saveChoiceUnlessErased(alice),
              () -> saveChoiceUnlessErased(alice)));
      assertEquals(
          0, tables().selectNumber("select count(*) from lb_preference where owner = ?", alice));
      assertEquals(
          0, tables().selectNumber("select count(*) from lb_digest_choice where owner = ?", alice));
      assertEquals(0, saveChoiceUnlessErased(alice), "after the erasure");
    }
  }

  /** 1 when the choice was stored, 0 when the user is erased. */
  private int saveChoiceUnlessErased(String user) {
    PreferenceChange change =
        PreferenceChange.of(user)
            .disable(NotificationType.NOTICE, "recording")
            .digest(DigestFrequency.DAY);
    try {
      preferences().change(change);
      return 1;
    } catch (NotFoundException e) {
      assertEquals("user " + user + ": Not found.", e.getMessage());
      return 0;
    }
  }
}
