package dev.letterbox.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.api.notification.MailboxState;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.jdbc.SignalChannel;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.LiveTestSupport;
import dev.letterbox.testing.support.ModerationServices;
import dev.letterbox.testing.support.SessionServices;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Which mailbox changes are published to subscribers, and when. */
class MailboxSubscriptionTests extends InServerTestBase
    implements ModerationServices, SessionServices {

  /** Shorter than the interval of the full refresh. */
  private static final Duration MAX_PUBLISH_DELAY = Duration.ofSeconds(8);

  private NewMessage newMessage(String sender, String recipient) {
    return NewMessage.from(sender).to(recipient).subject("Hello").notifyRecipients(false);
  }

  private long write(String sender, String recipient) {
    return messages().write(newMessage(sender, recipient)).get(0).id();
  }

  private long broadcast(String sender, List<String> recipients) {
    Broadcast broadcast =
        Broadcast.from(sender).to(recipients).subject("All").notifyRecipients(false);
    return messages().broadcast(broadcast).messageId().getAsLong();
  }

  private long version(String owner) {
    return tables()
        .selectNumber("select coalesce(max(version), 0) from lb_mailbox where owner = ?", owner);
  }

  private static long lastVersion(List<MailboxState> states) {
    return states.isEmpty() ? 0 : states.get(states.size() - 1).version();
  }

  /** Changes a mailbox and waits until its new version is published. */
  private void assertPublished(
      String description, String owner, List<MailboxState> states, Runnable change) {
    long before = version(owner);
    change.run();
    long after = version(owner);
    assertTrue(after > before, description + " changes nothing");
    await(description).atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == after);
    MailboxState state = states.get(states.size() - 1);
    assertEquals(OptionalLong.of(tables().storedUnread(owner)), state.unread(), description);
  }

  @Test
  void every_mailbox_change_reaches_its_subscribers() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String mona = users().create("mona");
    List<MailboxState> states = LiveTestSupport.subscribeAndRecord(0, bob);
    assertPublished("write", bob, states, () -> write(alice, bob));
    long read = write(alice, bob);
    assertPublished("read", bob, states, () -> mailboxes().open(bob, read));
    assertPublished("unread", bob, states, () -> mailboxes().markUnread(bob, read));
    assertPublished(
        "read up to", bob, states, () -> mailboxes().markReadUpTo(bob, read, MessageFilter.ALL));
    assertPublished("archive", bob, states, () -> mailboxes().archive(bob, read));
    assertPublished("restore", bob, states, () -> mailboxes().restore(bob, read));
    assertPublished("delete", bob, states, () -> mailboxes().delete(bob, read));
    long mine = write(bob, alice);
    assertPublished(
        "reply",
        bob,
        states,
        () -> messages().reply(Reply.to(mine).by(alice).body("Yes").notifyRecipients(false)));
    long taken = write(alice, bob);
    assertPublished("withdraw", bob, states, () -> messages().withdraw(alice, taken));
    long toAll = broadcast(alice, List.of(bob, mona));
    assertPublished("withdraw broadcast", bob, states, () -> messages().withdraw(toAll));
    assertPublished("broadcast", bob, states, () -> broadcast(alice, List.of(bob, mona)));
    assertPublished(
        "notice",
        bob,
        states,
        () -> messages().sendNotice(Notice.info("Hello").to(bob).notifyRecipients(false)));
    long pending = writePending(newMessage(alice, bob));
    assertPublished("accept", bob, states, () -> moderation().accept(mona, pending));
    assertPublished("take back", bob, states, () -> moderation().takeBack(mona, pending));
    sql().update("update lb_mailbox set unread = unread + 3 where owner = ?", bob);
    assertPublished("repair", bob, states, () -> maintenance().repair());
  }

  @Test
  void end_of_a_session_is_published_with_the_messages_it_removes() {
    String bob = users().createWithDemoPassword("bob");
    List<MailboxState> states = LiveTestSupport.subscribeAndRecord(0, bob);
    settings().set(Setting.SESSION_NOTICES_ENABLED, true);
    try {
      String session = logIn(bob).session().id();
      messages()
          .sendNotice(Notice.info("Hello").to(bob).inSession(session).notifyRecipients(false));
      await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 1);
      assertEquals(OptionalLong.empty(), states.get(0).unread());
      sessions().end(session);
      await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 2);
    } finally {
      settings().reset();
    }
  }

  @Test
  void nothing_is_published_before_commit_or_after_rollback() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    List<MailboxState> states = LiveTestSupport.subscribeAndRecord(0, bob);
    transaction().begin();
    write(alice, bob);
    assertStaysTrue(states::isEmpty);
    transaction().rollback();
    assertStaysTrue(states::isEmpty);
    transaction().begin();
    write(alice, bob);
    write(alice, bob);
    assertStaysTrue(states::isEmpty);
    transaction().commit();
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 2);
    assertEquals(1, states.size(), states.toString());
  }

  @Test
  void subscription_costs_the_sender_no_statement() throws Exception {
    String alice = users().create("alice");
    String unwatched = users().create("bob");
    String watched = users().create("bob");
    write(alice, unwatched);
    write(alice, watched);
    List<MailboxState> states = LiveTestSupport.subscribeAndRecord(0, watched);
    List<String> before = StatementRecorder.capture(() -> write(alice, unwatched));
    List<String> after = StatementRecorder.capture(() -> write(alice, watched));
    assertEquals(before, after);
    assertEquals(isOnDerby() ? 6 : 2, after.size(), after.toString());
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 2);
  }

  @Test
  void broadcast_to_many_reaches_all_subscribers() {
    List<String> many = users().createMany("many", 1500);
    List<List<MailboxState>> received = new ArrayList<>();
    many.subList(0, 1200)
        .forEach(owner -> received.add(LiveTestSupport.subscribeAndRecord(0, owner)));
    broadcast(users().create("bruno"), many);
    await()
        .atMost(MAX_PUBLISH_DELAY)
        .until(() -> received.stream().allMatch(states -> lastVersion(states) == 1));
  }

  @Test
  void closed_subscription_receives_nothing_and_a_failing_one_disturbs_no_other() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    List<MailboxState> closed = new CopyOnWriteArrayList<>();
    MailboxSubscriptionService.Subscription watch = LiveTestSupport.subscribe(0, bob, closed::add);
    MailboxSubscriptionService.Subscription failing =
        LiveTestSupport.subscribe(
            0,
            bob,
            state -> {
              throw new IllegalStateException("Thrown by a test");
            });
    List<MailboxState> states = LiveTestSupport.subscribeAndRecord(0, bob);
    watch.close();
    watch.close();
    write(alice, bob);
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 1);
    write(alice, bob);
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 2);
    assertTrue(closed.isEmpty());
    failing.close();
  }

  /** Without an event on this node. */
  private void changeOnOtherNode(String owner) {
    sql().update("update lb_mailbox set version = version + 1 where owner = ?", owner);
  }

  private void notifyNodes(String text) {
    sql().query("select pg_notify('letterbox_mailboxes', ?)", row -> row.getString(1), text);
  }

  @Test
  void change_on_another_node_is_published_after_its_notification() {
    if (isOnDerby()) {
      return;
    }
    String alice = users().create("alice");
    String bob = users().create("bob");
    write(alice, bob);
    List<MailboxState> states = LiveTestSupport.subscribeAndRecord(0, bob);
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 1);
    changeOnOtherNode(bob);
    notifyNodes("other-node\ncarol\n" + bob);
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 2);
    changeOnOtherNode(bob);
    notifyNodes("other-node");
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 3);
  }

  @Test
  void change_is_sent_to_other_nodes_after_its_commit() throws Exception {
    if (isOnDerby()) {
      return;
    }
    String alice = users().create("alice");
    String bob = users().create("bob");
    try (SignalChannel other = SignalChannel.open("letterbox_mailboxes")) {
      write(alice, bob);
      List<String> signals = new ArrayList<>();
      await()
          .atMost(MAX_PUBLISH_DELAY)
          .until(
              () -> {
                signals.addAll(other.await(Duration.ofMillis(100)));
                return signals.stream().anyMatch(text -> text.contains("\n" + bob));
              });
    }
  }

  /** The connections on which nodes listen. */
  private Set<Integer> listenerPids() {
    return Set.copyOf(
        sql()
            .query(
                "select pid from pg_stat_activity where application_name = 'letterbox-live'",
                row -> row.getInt(1)));
  }

  /** Two rounds, because a full refresh can hide the failure of one. */
  @Test
  void node_that_lost_its_connection_listens_again_and_publishes_missed_changes() {
    if (isOnDerby()) {
      return;
    }
    String alice = users().create("alice");
    String bob = users().create("bob");
    write(alice, bob);
    List<MailboxState> states = LiveTestSupport.subscribeAndRecord(0, bob);
    await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == 1);
    for (int round = 0; round < 2; round++) {
      long known = version(bob);
      Set<Integer> terminated = await().until(this::listenerPids, pids -> !pids.isEmpty());
      terminated.forEach(
          pid -> sql().query("select pg_terminate_backend(?)", row -> row.getBoolean(1), pid));
      await().until(() -> Collections.disjoint(listenerPids(), terminated));
      changeOnOtherNode(bob);
      notifyNodes("other-node\n" + bob);
      await().atMost(MAX_PUBLISH_DELAY).until(() -> lastVersion(states) == known + 1);
      await().atMost(MAX_PUBLISH_DELAY).until(() -> !listenerPids().isEmpty());
      changeOnOtherNode(bob);
      notifyNodes("other-node\n" + bob);
      await().atMost(Duration.ofSeconds(3)).until(() -> lastVersion(states) == known + 2);
    }
  }
}
