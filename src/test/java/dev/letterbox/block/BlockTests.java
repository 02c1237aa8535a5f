package dev.letterbox.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.Reply;
import dev.letterbox.api.conversation.Block;
import dev.letterbox.api.conversation.BlockService;
import dev.letterbox.api.conversation.Recipient;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WritingServices;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Blocks between users. */
class BlockTests extends InServerTestBase implements WritingServices {

  @Test
  void block_prevents_writing_and_replying_until_removed() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    Message before = writeAsUser(bob, alice, "Before");
    Message toBob = writeAsUser(alice, bob, "To Bob");
    blocks().block(alice, bob);
    NewMessage message = NewMessage.from(bob).to(alice).subject("Blocked").asUser();
    Map<String, List<String>> expectedErrors =
        Map.of(
            "recipients",
            List.of("Writing to some users is not possible: " + alice + " (has blocked you)."));
    assertEquals(
        expectedErrors,
        assertThrows(InvalidInputException.class, () -> messages().write(message)).errors());
    Reply reply = Reply.to(toBob.id()).by(bob).asUser();
    assertEquals(
        expectedErrors,
        assertThrows(InvalidInputException.class, () -> messages().reply(reply)).errors());
    assertEquals(List.of(), drafts().findRecipients(bob, alice, 10));
    assertEquals(1, drafts().findRecipients(alice, bob, 10).size());
    assertEquals(
        "Before",
        mailboxes().get(alice, before.id()).subject(),
        "messages received before the block stay");
    writeAsUser(alice, bob, "The other way");
    blocks().unblock(alice, bob);
    assertEquals(1, messages().write(message).size());
    assertEquals(1, messages().reply(reply).size());
  }

  @Test
  void blocks_are_listed_by_name_with_the_time_of_the_first_block() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String nick = users().create("nick");
    String number = nick.substring("nick-".length());
    String inactive = users().createInactive("gone");
    Instant now = Instant.parse("2026-05-01T10:00:00.123456Z");
    clock().set(now);
    try {
      blocks().block(alice, "@" + number);
      blocks().block(alice, bob);
      blocks().block(alice, inactive);
      clock().set(now.plusSeconds(60));
      blocks().block(alice, bob);
    } finally {
      clock().reset();
    }
    assertEquals(
        List.of(
            new Block(new Recipient(bob, bob), now),
            new Block(new Recipient(inactive, inactive), now),
            new Block(new Recipient("@" + number, "The " + number), now)),
        blocks().blocks(alice));
    blocks().unblock(alice, nick);
    blocks().unblock(alice, bob);
    blocks().unblock(alice, bob);
    assertEquals(List.of(inactive), blocks().blocks(alice).stream().map(BlockTests::name).toList());
    assertEquals(List.of(), blocks().blocks(bob));
  }

  private static String name(Block block) {
    return block.user().name();
  }

  @Test
  void deleted_user_stays_blocked_and_can_be_unblocked() {
    String alice = users().create("alice");
    sql()
        .update(
            "insert into lb_block (owner, blocked, created_at) values (?, ?, ?)",
            alice,
            "left-long-ago",
            Instant.EPOCH);
    assertEquals(
        List.of(new Block(new Recipient("left-long-ago", "left-long-ago"), Instant.EPOCH)),
        blocks().blocks(alice));
    blocks().unblock(alice, "left-long-ago");
    assertEquals(List.of(), blocks().blocks(alice));
    for (String unknownUser : List.of("left-long-ago", "", "\0", "unknown-user")) {
      assertThrows(NotFoundException.class, () -> blocks().unblock(alice, unknownUser));
      assertThrows(NotFoundException.class, () -> blocks().block(alice, unknownUser));
    }
  }

  @Test
  void user_can_not_block_themselves_or_more_than_the_limit() {
    String alice = users().create("alice");
    assertEquals(
        Map.of("user", List.of("Users cannot block themselves.")),
        assertThrows(InvalidInputException.class, () -> blocks().block(alice, alice)).errors());
    sql()
        .batch(
            "insert into lb_block (owner, blocked, created_at) values (?, ?, ?)",
            users().createMany("blocked", BlockService.MAX_BLOCKS).stream()
                .map(name -> new Object[] {alice, name, Instant.EPOCH})
                .toList());
    String bob = users().create("bob");
    assertEquals(
        Map.of("user", List.of("A user can block at most 1000 others.")),
        assertThrows(InvalidInputException.class, () -> blocks().block(alice, bob)).errors());
    blocks().block(alice, blocks().blocks(alice).get(0).user().name());
  }

  @Test
  void concurrent_identical_blocks_store_one_row() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    ConcurrentRun.repeat(
        8,
        () -> {
          blocks().block(alice, bob);
          return null;
        });
    assertEquals(1, blocks().blocks(alice).size());
  }

  @Test
  void blocks_cost_a_fixed_number_of_statements() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    assertEquals(3, StatementRecorder.capture(() -> blocks().block(alice, bob)).size());
    for (String other : users().createMany("other", 20)) {
      blocks().block(alice, other);
    }
    assertEquals(2, StatementRecorder.capture(() -> blocks().blocks(alice)).size());
    assertEquals(2, StatementRecorder.capture(() -> blocks().unblock(alice, bob)).size());
  }
}
