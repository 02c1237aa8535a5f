package dev.letterbox.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Unsubscription;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsubscribeLinksTest {

  private static final byte[] KEY = "a key for this test".getBytes(UTF_8);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UnsubscribeLinks.Link BOB = link("bob", Set.of(NotificationLabel.NOTICE));

  private static final List<Set<NotificationLabel>> LABELS =
      List.of(
          Set.of(NotificationLabel.MESSAGE),
          Set.of(NotificationLabel.REPLY),
          Set.of(NotificationLabel.REJECTION),
          Set.of(NotificationLabel.NOTICE, NotificationLabel.BROADCAST),
          Set.of(NotificationLabel.values()));

  private static UnsubscribeLinks.Link link(String user, Set<NotificationLabel> labels) {
    return new UnsubscribeLinks.Link(new Unsubscription(user, labels, "email"), NOON);
  }

  @Test
  void token_stands_for_what_it_was_made_of_whatever_the_name_is() {
    for (String user : List.of("bob", "Ωμέγα", "a:b|c,d", "\uD83D\uDE00", " ", "x".repeat(255))) {
      for (Set<NotificationLabel> labels : LABELS) {
        UnsubscribeLinks.Link made = link(user, labels);
        String token = UnsubscribeLinks.token(KEY, made);
        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
        assertEquals(Optional.of(made), UnsubscribeLinks.read(KEY, token));
      }
    }
  }

  @Test
  void token_that_was_changed_anywhere_is_none() {
    String token = UnsubscribeLinks.token(KEY, BOB);
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertNone(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
    for (int end = 0; end < token.length(); end++) {
      assertNone(token.substring(0, end));
      assertNone(token.substring(0, end) + "!" + token.substring(end));
    }
    assertNone(token + token);
  }

  @Test
  void token_of_another_key_and_no_token_at_all_are_none() {
    assertNone(UnsubscribeLinks.token("another key of the test".getBytes(UTF_8), BOB));
    for (String none : List.of("", " ", "\0", "bob", "%", "=", "Ω", "A".repeat(10_000))) {
      assertNone(none);
    }
  }

  @Test
  void token_for_a_label_of_former_times_is_none() {
    assertNone(UnsubscribeLinks.token(KEY, "GOSSIP", "email", "0", "bob"));
  }

  @Test
  void label_of_former_times_takes_the_others_of_a_digest_not_along() {
    assertEquals(
        Optional.of(link("bob", Set.of(NotificationLabel.NOTICE))),
        UnsubscribeLinks.read(
            KEY,
            UnsubscribeLinks.token(
                KEY,
                "GOSSIP,NOTICE",
                "email",
                Long.toString(NOON.getEpochSecond(), Character.MAX_RADIX),
                "bob")));
  }

  private static void assertNone(String token) {
    assertEquals(Optional.empty(), UnsubscribeLinks.read(KEY, token), token);
  }
}
