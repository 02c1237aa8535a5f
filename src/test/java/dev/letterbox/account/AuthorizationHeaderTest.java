package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

  private static String encodeBase64(String pair, Charset charset) {
    return Base64.getEncoder().encodeToString(pair.getBytes(charset));
  }

  private static UsernamePasswordCredential parseBasic(String header) {
    return assertInstanceOf(
        UsernamePasswordCredential.class, AuthorizationHeader.parse(header).orElseThrow());
  }

  @Test
  void basic_has_a_name_and_a_password_in_utf_8() {
    UsernamePasswordCredential credential =
        parseBasic(
            "Basic " + encodeBase64("J\u00fcrgen:p\u00e4ss:w\u00f6rd", StandardCharsets.UTF_8));

    assertEquals("J\u00fcrgen", credential.getCaller());
    assertEquals("p\u00e4ss:w\u00f6rd", credential.getPasswordAsString());
  }

  @Test
  void scheme_may_be_in_any_case_and_followed_by_several_blanks() {
    assertEquals(
        "alice",
        parseBasic("bAsIc   " + encodeBase64("alice:", StandardCharsets.UTF_8) + " ").getCaller());
  }

  @Test
  void bearer_has_a_token() {
    AuthorizationHeader.BearerCredential credential =
        assertInstanceOf(
            AuthorizationHeader.BearerCredential.class,
            AuthorizationHeader.parse("Bearer lb_x").orElseThrow());

    assertEquals("lb_x", credential.token());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Basic",
        "Basic ",
        "Bearer",
        "Digest username=\"alice\"",
        "Basic !!!",
        "Basic YQ=",
        "Basic YWxpY2U6ZGVtbw== x",
        "YWxpY2U6ZGVtbw==",
        "\u0130 x",
        "Basic \0"
      })
  void malformed_header_has_no_credentials(String header) {
    assertTrue(AuthorizationHeader.parse(header).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", ":demo", "al\0ice:demo", "alice:de\nmo", "alice:\u0085"})
  void malformed_pair_is_no_credential(String pair) {
    assertTrue(
        AuthorizationHeader.parse("Basic " + encodeBase64(pair, StandardCharsets.UTF_8)).isEmpty());
  }

  @Test
  void other_bytes_than_utf_8_are_no_credential() {
    String header = "Basic " + encodeBase64("J\u00fcrgen:secret", StandardCharsets.ISO_8859_1);

    assertTrue(AuthorizationHeader.parse(header).isEmpty());
  }
}
