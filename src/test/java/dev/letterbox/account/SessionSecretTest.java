package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.account.CreatedSession;
import dev.letterbox.api.account.Session;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSecretTest {

  private final SessionSecret secret = SessionSecret.generate();

  @Test
  void secret_has_256_random_bits_and_its_id_does_not_reveal_it() {
    assertTrue(secret.text().matches("[A-Za-z0-9_-]{43}"));
    assertNotEquals(secret.text(), SessionSecret.generate().text());
    assertTrue(secret.id().matches("[0-9a-f]{64}"));
    assertEquals(secret.id(), SessionSecret.parse(secret.text()).orElseThrow().id());
  }

  @Test
  void csrf_token_differs_from_secret_and_id_and_belongs_to_one_session() {
    assertNotEquals(secret.text(), secret.csrfToken());
    assertNotEquals(secret.id(), secret.csrfToken());
    assertTrue(secret.matchesCsrfToken(secret.csrfToken()));
    assertFalse(SessionSecret.generate().matchesCsrfToken(secret.csrfToken()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\0", "\uD800", "null"})
  void other_texts_are_neither_session_secrets_nor_csrf_tokens(String text) {
    assertTrue(SessionSecret.parse(text).isEmpty());
    assertTrue(SessionSecret.parse(secret.text() + text + "x").isEmpty());
    assertFalse(secret.matchesCsrfToken(text));
  }

  @Test
  void new_session_does_not_print_its_secrets() {
    Session session = new Session(secret.id(), "bob", List.of("user"), Instant.EPOCH);
    String text = new CreatedSession(session, secret.text(), secret.csrfToken()).toString();

    assertFalse(text.contains(secret.text()));
    assertFalse(text.contains(secret.csrfToken()));
  }
}
