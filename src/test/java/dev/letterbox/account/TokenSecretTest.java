package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.account.CreatedToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSecretTest {

  @Test
  void token_secret_has_256_random_bits() {
    TokenSecret secret = TokenSecret.generate();

    assertTrue(secret.text().matches("lb_[A-Za-z0-9_-]{43}"));
    assertNotEquals(secret.text(), TokenSecret.generate().text());
  }

  @Test
  void token_is_recognised_by_the_stored_hash() {
    TokenSecret secret = TokenSecret.generate();

    assertEquals(secret.hash(), TokenSecret.parse(secret.text()).orElseThrow().hash());
    assertTrue(secret.hash().matches("[0-9a-f]{64}"));
    assertFalse(secret.hash().contains(secret.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lb_", "lb_x", "x", "lb_\0"})
  void other_texts_are_not_token_secrets(String text) {
    assertTrue(TokenSecret.parse(text).isEmpty());
    assertTrue(TokenSecret.parse(TokenSecret.generate().text() + "x").isEmpty());
  }

  @Test
  void new_token_does_not_print_its_secret() {
    String secret = TokenSecret.generate().text();

    assertFalse(new CreatedToken("id", secret).toString().contains(secret));
  }

  @Test
  void each_token_has_its_own_id() {
    TokenEntity token =
        TokenEntity.create("alice", "laptop", TokenSecret.generate(), Instant.EPOCH);
    TokenEntity other =
        TokenEntity.create("alice", "laptop", TokenSecret.generate(), Instant.EPOCH);

    assertNotEquals(token.id(), other.id());
    assertTrue(TokenEntity.isPossibleId(token.id()));
    assertTrue(token.belongsTo("alice"));
    assertFalse(token.belongsTo("bob"));
  }
}
