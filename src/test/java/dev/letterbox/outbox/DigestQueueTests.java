package dev.letterbox.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
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

/** Claims of digests, on channels without workers, so that only the test claims. */
class DigestQueueTests extends InServerTestBase implements OutboxServices {

  private static String newChannel() {
    return "t-" + UUID.randomUUID();
  }

  private static Optional<Claim> claim(String channel) {
    return CDI.current().select(ClaimRepository.class).get().claimDigest(channel);
  }

  /** Appends a record that is due. */
  private void bufferForDigest(String recipient, String channel, String claimToken) {
    Instant dueAt = clock().now().minus(Duration.ofMinutes(1));
    long id =
        messages()
            .write(
                NewMessage.from(users().create("alice"))
                    .to(recipient)
                    .subject("Hello")
                    .notifyRecipients(false))
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
            dueAt,
            dueAt,
            dueAt,
            claimToken);
  }

  private static Set<String> recipients(Stream<Claim> claims) {
    Set<String> names = new HashSet<>();
    claims
        .flatMap(claim -> claim.records().stream())
        .forEach(entry -> names.add(entry.recipient()));
    return names;
  }

  @Test
  void concurrent_workers_claim_digests_of_different_recipients() throws Exception {
    for (int i = 0; i < 5; i++) {
      String channel = newChannel();
      List<String> recipients = users().createMany("each", 4);
      for (int entries = 0; entries < 3; entries++) {
        recipients.forEach(name -> bufferForDigest(name, channel, null));
      }
      List<Claim> claims =
          ConcurrentRun.repeat(4, () -> claim(channel)).stream().flatMap(Optional::stream).toList();
      for (Claim claim : claims) {
        boolean nothing =
            isOnDerby() && claim.records().isEmpty(); // concurrent claims block each other
        assertEquals(nothing ? 0 : 3, claim.records().size());
        assertEquals(nothing ? 0 : 1, recipients(Stream.of(claim)).size());
      }
      assertFalse(recipients(claims.stream()).isEmpty(), "at least one claim has records");
      if (!isOnDerby()) {
        assertEquals(Set.copyOf(recipients), recipients(claims.stream()));
      }
    }
  }

  @Test
  void records_claimed_together_are_reclaimed_together_without_others() {
    String channel = newChannel();
    String bob = users().create("bob");
    bufferForDigest(bob, channel, null);
    bufferForDigest(bob, channel, "of-dead");
    bufferForDigest(bob, channel, "of-dead");
    bufferForDigest(bob, channel, null);
    List<Long> first = ids(claim(channel));
    List<Long> then = ids(claim(channel));
    assertEquals(List.of(2, 2), List.of(first.size(), then.size()));
    assertEquals(true, first.get(0) > then.get(0) && first.get(1) < then.get(1));
    assertEquals(Optional.empty(), claim(channel));
  }

  private static List<Long> ids(Optional<Claim> claim) {
    return claim.orElseThrow().records().stream().map(OutboxRecord::id).sorted().toList();
  }
}
