package dev.letterbox.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.OutboxServices;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who tells what is told together; on channels that there are not, so that nobody else does. */
public interface GatheredTests extends OutboxServices {

  private static String newChannel() {
    return "t-" + UUID.randomUUID();
  }

  private static Optional<Outbox.Claim> claim(String channel) {
    return CDI.current().select(GatheredEntries.class).get().claim(channel);
  }

  /** An entry that is due. */
  private void gather(String recipient, String channel, String claim) {
    Instant due = clock().now().minus(Duration.ofMinutes(1));
    long id =
        messages()
            .write(
                NewMessage.from(users().named("alice"))
                    .to(recipient)
                    .subject("Hello")
                    .withoutNotification())
            .get(0)
            .id();
    sql()
        .update(
            "insert into lb_notification (message_id, label, channel, recipient, range_start,"
                + " state, attempts, created_at, first_due_at, next_attempt_at, claim_token)"
                + " values (?, 'MESSAGE', ?, ?, '', 'BUFFERED_FOR_DIGEST', 1, ?, ?, ?, ?)",
            id,
            channel,
            recipient,
            due,
            due,
            due,
            claim);
  }

  private static Set<String> recipients(Stream<Outbox.Claim> claims) {
    Set<String> names = new HashSet<>();
    claims
        .flatMap(claim -> claim.entries().stream())
        .forEach(entry -> names.add(entry.recipient()));
    return names;
  }

  @Test
  default void workers_who_come_at_once_each_have_somebody_else_to_tell() throws Exception {
    for (int i = 0; i < 5; i++) {
      String channel = newChannel();
      List<String> several = users().many("each", 4);
      for (int entries = 0; entries < 3; entries++) {
        several.forEach(name -> gather(name, channel, null));
      }
      List<Outbox.Claim> claims =
          AtOnce.times(4, () -> claim(channel)).stream().flatMap(Optional::stream).toList();
      for (Outbox.Claim claim : claims) {
        boolean nothing = onDerby() && claim.entries().isEmpty(); // they wait for each other there
        assertEquals(nothing ? 0 : 3, claim.entries().size());
        assertEquals(nothing ? 0 : 1, recipients(Stream.of(claim)).size());
      }
      assertFalse(recipients(claims.stream()).isEmpty(), "somebody has something to tell");
      if (!onDerby()) {
        assertEquals(Set.copyOf(several), recipients(claims.stream()));
      }
    }
  }

  @Test
  default void what_was_claimed_together_is_claimed_together_again_and_alone() {
    String channel = newChannel();
    String bob = users().named("bob");
    gather(bob, channel, null);
    gather(bob, channel, "of-dead");
    gather(bob, channel, "of-dead");
    gather(bob, channel, null);
    List<Long> first = ids(claim(channel));
    List<Long> then = ids(claim(channel));
    assertEquals(List.of(2, 2), List.of(first.size(), then.size()));
    assertEquals(true, first.get(0) > then.get(0) && first.get(1) < then.get(1));
    assertEquals(Optional.empty(), claim(channel));
  }

  private static List<Long> ids(Optional<Outbox.Claim> claim) {
    return claim.orElseThrow().entries().stream().map(Entry::id).sorted().toList();
  }
}
