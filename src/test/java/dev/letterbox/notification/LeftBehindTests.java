package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Digest;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.PreferenceChange;
import dev.letterbox.api.UserNotFoundException;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.OutboxServices;
import dev.letterbox.testing.PreferenceServices;
import dev.letterbox.testing.Scripted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an erased user leaves behind in the outbox and in preferences: nothing. */
public interface LeftBehindTests extends OutboxServices, PreferenceServices {

  private long broadcast(List<String> recipients) {
    return messages()
        .broadcast(Broadcast.from(users().named("alice")).to(recipients).subject("To all"))
        .messageId()
        .getAsLong();
  }

  /** Names in their order, all but a few of whom wait to be told in ranges between them. */
  private long waiting(List<String> names, List<String> bounds) throws Exception {
    transaction().begin();
    long id = broadcast(names);
    sql().update("delete from lb_notification where channel <> ?", Scripted.NAME);
    String after = bounds.get(0);
    sql()
        .update(
            "update lb_notification set range_start = ?, range_end = ?,"
                + " next_attempt_at = ? where message_id = ?",
            after,
            bounds.get(1),
            clock().now().plus(Duration.ofHours(1)),
            id);
    transaction().commit();
    return id;
  }

  private long bearing(String name) {
    return rows()
        .number(
            "select count(*) from lb_notification"
                + " where recipient = ? or range_start = ? or range_end = ?",
            name,
            name,
            name);
  }

  private void timeHasCome(long id) {
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where message_id = ?",
            clock().now(),
            id);
    await().until(() -> waitingFor(id) == 0);
  }

  private List<String> told(List<String> names) {
    return names.stream().filter(name -> scripted().toldTo(name).size() == 1).toList();
  }

  @Test
  default void names_at_both_ends_of_a_range_go_and_the_same_others_are_told() throws Exception {
    List<String> names = users().many("row", 9).stream().sorted().toList();
    long id = waiting(names, List.of(names.get(2), names.get(6)));
    for (int gone : List.of(2, 6, 5, 1)) {
      maintenance().erase(names.get(gone));
      assertEquals(0, bearing(names.get(gone)), "number " + gone);
    }
    timeHasCome(id);
    assertEquals(names.subList(3, 5), told(names));
  }

  @Test
  default void range_of_nobody_but_erased_users_tells_nobody() throws Exception {
    List<String> names = users().many("few", 4).stream().sorted().toList();
    long id = waiting(names, List.of("", names.get(1)));
    maintenance().erase(names.get(0));
    maintenance().erase(names.get(1));
    assertEquals(0, bearing(names.get(0)) + bearing(names.get(1)));
    timeHasCome(id);
    assertEquals(List.of(), told(names));
  }

  @Test
  default void user_known_by_a_range_alone_is_erased() throws Exception {
    List<String> names = users().many("only", 3).stream().sorted().toList();
    String gone = names.get(1);
    waiting(names, List.of(gone, names.get(2)));
    sql().update("delete from lb_delivery where recipient = ?", gone);
    sql().update("delete from lb_mailbox where owner = ?", gone);
    sql().update("delete from lb_account where name = ?", gone);
    maintenance().erase(gone);
    assertEquals(0, bearing(gone));
    assertThrows(AccountNotFoundException.class, () -> maintenance().erase(gone));
  }

  @Test
  default void who_is_erased_while_he_is_told_leaves_nothing_in_the_range() {
    List<String> names = users().many("late", 60).stream().sorted().toList();
    String gone = names.get(19); // the worker says how far it has got after each twenty
    List<Long> bearing = new ArrayList<>();
    scripted()
        .next(
            gone,
            () -> {
              maintenance().erase(gone);
              throw DeliveryFailedException.passing("Not now", null);
            });
    scripted().next(names.get(20), () -> bearing.add(bearing(gone)));
    long id = broadcast(names);
    await().until(() -> waitingFor(id) == 0);
    assertEquals(List.of(0L), bearing);
    assertEquals(0, bearing(gone));
    assertEquals(59, told(names).size());
  }

  @Test
  default void who_is_erased_while_he_takes_long_leaves_nothing_where_the_range_is_divided() {
    List<String> names = users().many("slow", 60).stream().sorted().toList();
    String gone = names.get(30);
    scripted()
        .next(
            gone,
            () -> {
              maintenance().erase(gone);
              await()
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> !scripted().toldTo(names.get(59)).isEmpty());
              assertEquals(0, bearing(gone));
            });
    long id = broadcast(names);
    await().atMost(Duration.ofSeconds(30)).until(() -> waitingFor(id) == 0);
    assertEquals(60, told(names).size());
  }

  /** The id of a message that could not be told so many days ago. */
  private long deadFor(int days) {
    String bob = users().named("bob");
    scripted().next(bob, Scripted.throwing(DeliveryFailedException.permanent("Gone", null)));
    long id =
        messages()
            .write(NewMessage.from(users().named("alice")).to(bob).subject("Hello"))
            .get(0)
            .id();
    await().until(() -> deadOf(id).size() == 1);
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where message_id = ?",
            clock().now().minus(Duration.ofDays(days)),
            id);
    return id;
  }

  @Test
  default void what_has_been_dead_for_long_is_removed_by_a_cleanup() {
    long old = deadFor(31);
    long young = deadFor(29);
    settings().set(NotificationSetting.OUTBOX_KEEP_DEAD_DAYS, 0);
    try {
      assertEquals(0, maintenance().cleanUp().notifications());
      assertEquals(1, deadOf(old).size());
    } finally {
      settings().reset();
    }
    assertEquals(1, maintenance().cleanUp().notifications());
    assertEquals(List.of(0, 1), List.of(deadOf(old).size(), deadOf(young).size()));
    assertEquals(0, maintenance().cleanUp().notifications());
  }

  @Test
  default void choice_of_somebody_who_leaves_is_not_kept() throws Exception {
    for (int i = 0; i < 10; i++) {
      String alice = users().withDemoPassword("alice");
      AtOnce.all(
          List.of(
              () -> maintenance().erase(alice),
              () -> chosenUnlessGone(alice),
              () -> chosenUnlessGone(alice)));
      assertEquals(0, rows().number("select count(*) from lb_preference where owner = ?", alice));
      assertEquals(
          0, rows().number("select count(*) from lb_digest_choice where owner = ?", alice));
      assertEquals(0, chosenUnlessGone(alice), "nor later");
    }
  }

  /** How many have chosen. */
  private int chosenUnlessGone(String user) {
    PreferenceChange change =
        PreferenceChange.of(user).refuse(NotificationLabel.NOTICE, "heard").digest(Digest.DAY);
    try {
      preferences().change(change);
      return 1;
    } catch (UserNotFoundException e) {
      assertEquals(user, e.name());
      return 0;
    }
  }
}
