package dev.letterbox.shared.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Unsubscription;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsubscribeLinksTest {

  private static final byte[] KEY = "a key for this test".getBytes(UTF_8);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UnsubscribeLinks.UnsubscribeLink BOBS_LINK =
      link("bob", Set.of(NotificationType.NOTICE));

  private static final List<Set<NotificationType>> TYPE_SETS =
      List.of(
          Set.of(NotificationType.MESSAGE),
          Set.of(NotificationType.REPLY),
          Set.of(NotificationType.REJECTION),
          Set.of(NotificationType.NOTICE, NotificationType.BROADCAST),
          Set.of(NotificationType.values()));

  private static UnsubscribeLinks.UnsubscribeLink link(String user, Set<NotificationType> types) {
    return new UnsubscribeLinks.UnsubscribeLink(new Unsubscription(user, types, "email"), NOON);
  }

  @Test
  void token_round_trips_any_user_name() {
    for (String user : List.of("bob", "Ωμέγα", "a:b|c,d", "\uD83D\uDE00", " ", "x".repeat(255))) {
      for (Set<NotificationType> types : TYPE_SETS) {
        UnsubscribeLinks.UnsubscribeLink expected = link(user, types);
        String token = UnsubscribeLinks.createToken(KEY, expected);
        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
        assertEquals(Optional.of(expected), UnsubscribeLinks.parseToken(KEY, token));
      }
    }
  }

  @Test
  void modified_token_is_rejected() {
    String token = UnsubscribeLinks.createToken(KEY, BOBS_LINK);
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRejected(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
    for (int end = 0; end < token.length(); end++) {
      assertRejected(token.substring(0, end));
      assertRejected(token.substring(0, end) + "!" + token.substring(end));
    }
    assertRejected(token + token);
  }

  @Test
  void token_of_another_key_or_malformed_token_is_rejected() {
    assertRejected(
        UnsubscribeLinks.createToken("another key of the test".getBytes(UTF_8), BOBS_LINK));
    for (String none : List.of("", " ", "\0", "bob", "%", "=", "Ω", "A".repeat(10_000))) {
      assertRejected(none);
    }
  }

  @Test
  void token_with_only_obsolete_types_is_rejected() {
    assertRejected(UnsubscribeLinks.createToken(KEY, "GOSSIP", "email", "0", "bob"));
  }

  @Test
  void obsolete_type_in_a_token_is_ignored() {
    assertEquals(
        Optional.of(link("bob", Set.of(NotificationType.NOTICE))),
        UnsubscribeLinks.parseToken(
            KEY,
            UnsubscribeLinks.createToken(
                KEY,
                "GOSSIP,NOTICE",
                "email",
                Long.toString(NOON.getEpochSecond(), Character.MAX_RADIX),
                "bob")));
  }

  private static void assertRejected(String token) {
    assertEquals(Optional.empty(), UnsubscribeLinks.parseToken(KEY, token), token);
  }
}
