package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.LiveService;
import dev.letterbox.api.MailboxHint;
import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.DatabaseSignals;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.ModerationServices;
import dev.letterbox.testing.SessionServices;
import dev.letterbox.testing.Statements;
import dev.letterbox.testing.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who is told of changed mailboxes, and when. */
public interface LiveTests extends ModerationServices, SessionServices {

  /** How long a hint takes at most here; the safety net would be slower. */
  Duration SOON = Duration.ofSeconds(8);

  MaintenanceService maintenance();

  private NewMessage letter(String sender, String recipient) {
    return NewMessage.from(sender).to(recipient).subject("Hello").withoutNotification();
  }

  private long written(String sender, String recipient) {
    return messages().write(letter(sender, recipient)).get(0).id();
  }

  private long broadcast(String sender, List<String> recipients) {
    Broadcast broadcast =
        Broadcast.from(sender).to(recipients).subject("All").withoutNotification();
    return messages().broadcast(broadcast).messageId().getAsLong();
  }

  private long version(String owner) {
    return rows().number("select coalesce(max(version), 0) from lb_mailbox where owner = ?", owner);
  }

  private static long last(List<MailboxHint> heard) {
    return heard.isEmpty() ? 0 : heard.get(heard.size() - 1).version();
  }

  /** Does something that changes the mailbox of its owner, and waits until he is told of it. */
  private void hinted(String what, String owner, List<MailboxHint> heard, Runnable change) {
    long before = version(owner);
    change.run();
    long after = version(owner);
    assertTrue(after > before, what + " changes nothing");
    await(what).atMost(SOON).until(() -> last(heard) == after);
    MailboxHint hint = heard.get(heard.size() - 1);
    assertEquals(OptionalLong.of(rows().counter(owner)), hint.unread(), what);
  }

  @Test
  default void every_change_of_a_mailbox_is_told_to_who_watches_it() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String mona = users().named("mona");
    List<MailboxHint> heard = Watching.since(0, bob);
    hinted("write", bob, heard, () -> written(alice, bob));
    long read = written(alice, bob);
    hinted("read", bob, heard, () -> mailboxes().open(bob, read));
    hinted("unread", bob, heard, () -> mailboxes().markUnread(bob, read));
    hinted("read up to", bob, heard, () -> mailboxes().markReadUpTo(bob, read, MessageFilter.ALL));
    hinted("archive", bob, heard, () -> mailboxes().archive(bob, read));
    hinted("restore", bob, heard, () -> mailboxes().restore(bob, read));
    hinted("delete", bob, heard, () -> mailboxes().delete(bob, read));
    long mine = written(bob, alice);
    hinted(
        "reply",
        bob,
        heard,
        () -> messages().reply(Reply.to(mine).by(alice).body("Yes").withoutNotification()));
    long taken = written(alice, bob);
    hinted("withdraw", bob, heard, () -> messages().withdraw(alice, taken));
    long toAll = broadcast(alice, List.of(bob, mona));
    hinted("withdraw broadcast", bob, heard, () -> messages().withdraw(toAll));
    hinted("broadcast", bob, heard, () -> broadcast(alice, List.of(bob, mona)));
    hinted(
        "notice",
        bob,
        heard,
        () -> messages().notify(Notice.info("Hello").to(bob).withoutNotification()));
    long pending = pending(letter(alice, bob));
    hinted("accept", bob, heard, () -> moderation().accept(mona, pending));
    hinted("take back", bob, heard, () -> moderation().takeBack(mona, pending));
    sql().update("update lb_mailbox set unread = unread + 3 where owner = ?", bob);
    hinted("repair", bob, heard, () -> maintenance().repair());
  }

  @Test
  default void end_of_a_session_is_told_with_what_goes_with_it() {
    String bob = users().withDemoPassword("bob");
    List<MailboxHint> heard = Watching.since(0, bob);
    settings().set(Setting.USE_SESSIONS, true);
    try {
      String session = begin(bob).session().id();
      messages().notify(Notice.info("Hello").to(bob).inSession(session).withoutNotification());
      await().atMost(SOON).until(() -> last(heard) == 1);
      assertEquals(OptionalLong.empty(), heard.get(0).unread());
      sessions().end(session);
      await().atMost(SOON).until(() -> last(heard) == 2);
    } finally {
      settings().reset();
    }
  }

  @Test
  default void nothing_is_told_before_the_commit_nor_after_a_rollback() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    List<MailboxHint> heard = Watching.since(0, bob);
    transaction().begin();
    written(alice, bob);
    staysTrue(heard::isEmpty);
    transaction().rollback();
    staysTrue(heard::isEmpty);
    transaction().begin();
    written(alice, bob);
    written(alice, bob);
    staysTrue(heard::isEmpty);
    transaction().commit();
    await().atMost(SOON).until(() -> last(heard) == 2);
    assertEquals(1, heard.size(), heard.toString());
  }

  @Test
  default void being_watched_costs_whoever_writes_no_statement() throws Exception {
    String alice = users().named("alice");
    String unwatched = users().named("bob");
    String watched = users().named("bob");
    written(alice, unwatched);
    written(alice, watched);
    List<MailboxHint> heard = Watching.since(0, watched);
    List<String> before = Statements.during(() -> written(alice, unwatched));
    List<String> after = Statements.during(() -> written(alice, watched));
    assertEquals(before, after);
    assertEquals(onDerby() ? 6 : 5, after.size(), after.toString());
    await().atMost(SOON).until(() -> last(heard) == 2);
  }

  @Test
  default void broadcast_to_many_is_told_to_those_who_watch() {
    List<String> many = users().many("many", 1500);
    List<List<MailboxHint>> heard = new ArrayList<>();
    many.subList(0, 1200).forEach(owner -> heard.add(Watching.since(0, owner)));
    broadcast(users().named("bruno"), many);
    await().atMost(SOON).until(() -> heard.stream().allMatch(hints -> last(hints) == 1));
  }

  @Test
  default void closed_watch_hears_nothing_and_a_failing_one_disturbs_nobody() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    List<MailboxHint> closed = new CopyOnWriteArrayList<>();
    LiveService.Watch watch = Watching.watch(0, bob, closed::add);
    LiveService.Watch failing =
        Watching.watch(
            0,
            bob,
            hint -> {
              throw new IllegalStateException("This test does not want to hear of it");
            });
    List<MailboxHint> heard = Watching.since(0, bob);
    watch.close();
    watch.close();
    written(alice, bob);
    await().atMost(SOON).until(() -> last(heard) == 1);
    written(alice, bob);
    await().atMost(SOON).until(() -> last(heard) == 2);
    assertTrue(closed.isEmpty());
    failing.close();
  }

  /** As another node does it: no event is fired here. */
  private void changeElsewhere(String owner) {
    sql().update("update lb_mailbox set version = version + 1 where owner = ?", owner);
  }

  private void signal(String text) {
    sql().query("select pg_notify('letterbox_mailboxes', ?)", row -> row.getString(1), text);
  }

  @Test
  default void change_on_another_node_is_told_when_it_signals() {
    if (onDerby()) {
      return;
    }
    String alice = users().named("alice");
    String bob = users().named("bob");
    written(alice, bob);
    List<MailboxHint> heard = Watching.since(0, bob);
    await().atMost(SOON).until(() -> last(heard) == 1);
    changeElsewhere(bob);
    signal("other-node\ncarol\n" + bob);
    await().atMost(SOON).until(() -> last(heard) == 2);
    changeElsewhere(bob);
    signal("other-node");
    await().atMost(SOON).until(() -> last(heard) == 3);
  }

  @Test
  default void change_is_signalled_to_other_nodes_after_its_commit() throws Exception {
    if (onDerby()) {
      return;
    }
    String alice = users().named("alice");
    String bob = users().named("bob");
    try (DatabaseSignals other = DatabaseSignals.on("letterbox_mailboxes")) {
      written(alice, bob);
      List<String> signals = new ArrayList<>();
      await()
          .atMost(SOON)
          .until(
              () -> {
                signals.addAll(other.await(Duration.ofMillis(100)));
                return signals.stream().anyMatch(text -> text.contains("\n" + bob));
              });
    }
  }

  /** The connections on which nodes listen. */
  private Set<Integer> listening() {
    return Set.copyOf(
        sql()
            .query(
                "select pid from pg_stat_activity where application_name = 'letterbox-live'",
                row -> row.getInt(1)));
  }

  /** Twice in a row, as the safety net comes once in that time at most. */
  @Test
  default void node_that_lost_its_connection_listens_again_and_tells_what_it_has_missed() {
    if (onDerby()) {
      return;
    }
    String alice = users().named("alice");
    String bob = users().named("bob");
    written(alice, bob);
    List<MailboxHint> heard = Watching.since(0, bob);
    await().atMost(SOON).until(() -> last(heard) == 1);
    for (int round = 0; round < 2; round++) {
      long known = version(bob);
      Set<Integer> lost = await().until(this::listening, pids -> !pids.isEmpty());
      lost.forEach(
          pid -> sql().query("select pg_terminate_backend(?)", row -> row.getBoolean(1), pid));
      await().until(() -> Collections.disjoint(listening(), lost));
      changeElsewhere(bob);
      signal("other-node\n" + bob);
      await().atMost(SOON).until(() -> last(heard) == known + 1);
      await().atMost(SOON).until(() -> !listening().isEmpty());
      changeElsewhere(bob);
      signal("other-node\n" + bob);
      await().atMost(Duration.ofSeconds(3)).until(() -> last(heard) == known + 2);
    }
  }
}
