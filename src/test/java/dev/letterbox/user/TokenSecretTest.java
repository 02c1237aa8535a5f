package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSecretTest {

  @Test
  void each_secret_is_another_one_of_256_bits() {
    TokenSecret secret = TokenSecret.random();

    assertTrue(secret.text().matches("lb_[A-Za-z0-9_-]{43}"));
    assertNotEquals(secret.text(), TokenSecret.random().text());
  }

  @Test
  void bearer_is_recognised_by_the_stored_hash() {
    TokenSecret secret = TokenSecret.random();

    assertEquals(secret.hash(), TokenSecret.parse(secret.text()).orElseThrow().hash());
    assertTrue(secret.hash().matches("[0-9a-f]{64}"));
    assertFalse(secret.hash().contains(secret.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lb_", "lb_x", "x", "lb_\0"})
  void other_texts_are_no_secrets(String text) {
    assertTrue(TokenSecret.parse(text).isEmpty());
    assertTrue(TokenSecret.parse(TokenSecret.random().text() + "x").isEmpty());
  }

  @Test
  void new_token_does_not_print_its_secret() {
    String secret = TokenSecret.random().text();

    assertFalse(new NewToken("id", secret).toString().contains(secret));
  }

  @Test
  void tokens_have_ids_of_their_own() {
    TokenEntity token = TokenEntity.make("alice", "laptop", TokenSecret.random(), Instant.EPOCH);
    TokenEntity other = TokenEntity.make("alice", "laptop", TokenSecret.random(), Instant.EPOCH);

    assertNotEquals(token.id(), other.id());
    assertTrue(TokenEntity.isPossibleId(token.id()));
    assertTrue(token.belongsTo("alice"));
    assertFalse(token.belongsTo("bob"));
  }
}
