package dev.letterbox.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.Block;
import dev.letterbox.api.BlockService;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Recipient;
import dev.letterbox.api.Reply;
import dev.letterbox.api.UserNotFoundException;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Statements;
import dev.letterbox.testing.WritingServices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom users do not want to be written to by. */
public interface BlockTests extends WritingServices {

  @Test
  default void block_keeps_a_user_from_writing_and_replying_until_it_is_taken_away() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    Message before = written(bob, alice, "Before");
    Message toBob = written(alice, bob, "To Bob");
    blocks().block(alice, bob);
    NewMessage message = NewMessage.from(bob).to(alice).subject("Blocked").asUser();
    Map<String, List<String>> refused =
        Map.of(
            "recipients",
            List.of("Writing to some users is not possible: " + alice + " (has blocked you)."));
    assertEquals(
        refused,
        assertThrows(InvalidInputException.class, () -> messages().write(message)).errors());
    Reply reply = Reply.to(toBob.id()).by(bob).asUser();
    assertEquals(
        refused, assertThrows(InvalidInputException.class, () -> messages().reply(reply)).errors());
    assertEquals(List.of(), messages().findRecipients(bob, alice, 10));
    assertEquals(1, messages().findRecipients(alice, bob, 10).size());
    assertEquals("Before", mailboxes().get(alice, before.id()).subject(), "what came stays");
    written(alice, bob, "The other way");
    blocks().unblock(alice, bob);
    assertEquals(1, messages().write(message).size());
    assertEquals(1, messages().reply(reply).size());
  }

  @Test
  default void blocks_are_listed_by_name_with_the_time_of_the_first() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    String nick = users().named("nick");
    String number = nick.substring("nick-".length());
    String gone = users().inactive("gone");
    Instant now = Instant.parse("2026-05-01T10:00:00.123456Z");
    clock().set(now);
    try {
      blocks().block(alice, "@" + number);
      blocks().block(alice, bob);
      blocks().block(alice, gone);
      clock().set(now.plusSeconds(60));
      blocks().block(alice, bob);
    } finally {
      clock().release();
    }
    assertEquals(
        List.of(
            new Block(new Recipient(bob, bob), now),
            new Block(new Recipient(gone, gone), now),
            new Block(new Recipient("@" + number, "The " + number), now)),
        blocks().blocks(alice));
    blocks().unblock(alice, nick);
    blocks().unblock(alice, bob);
    blocks().unblock(alice, bob);
    assertEquals(List.of(gone), blocks().blocks(alice).stream().map(BlockTests::name).toList());
    assertEquals(List.of(), blocks().blocks(bob));
  }

  private static String name(Block block) {
    return block.user().name();
  }

  @Test
  default void who_has_left_stays_blocked_and_can_be_taken_off() {
    String alice = users().named("alice");
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
    for (String nobody : List.of("left-long-ago", "", "\0", "nobody-of-this-name")) {
      assertThrows(UserNotFoundException.class, () -> blocks().unblock(alice, nobody));
      assertThrows(UserNotFoundException.class, () -> blocks().block(alice, nobody));
    }
  }

  @Test
  default void nobody_blocks_himself_or_too_many() {
    String alice = users().named("alice");
    assertEquals(
        Map.of("user", List.of("Nobody can block himself.")),
        assertThrows(InvalidInputException.class, () -> blocks().block(alice, alice)).errors());
    sql()
        .batch(
            "insert into lb_block (owner, blocked, created_at) values (?, ?, ?)",
            users().many("blocked", BlockService.MAX).stream()
                .map(name -> new Object[] {alice, name, Instant.EPOCH})
                .toList());
    String bob = users().named("bob");
    assertEquals(
        Map.of("user", List.of("Nobody can block more than 1000 others.")),
        assertThrows(InvalidInputException.class, () -> blocks().block(alice, bob)).errors());
    blocks().block(alice, blocks().blocks(alice).get(0).user().name());
  }

  @Test
  default void same_block_many_times_at_once_is_one_block() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    AtOnce.times(
        8,
        () -> {
          blocks().block(alice, bob);
          return null;
        });
    assertEquals(1, blocks().blocks(alice).size());
  }

  @Test
  default void blocks_cost_a_fixed_number_of_statements() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    assertEquals(3, Statements.during(() -> blocks().block(alice, bob)).size());
    for (String other : users().many("other", 20)) {
      blocks().block(alice, other);
    }
    assertEquals(2, Statements.during(() -> blocks().blocks(alice)).size());
    assertEquals(2, Statements.during(() -> blocks().unblock(alice, bob)).size());
  }
}
