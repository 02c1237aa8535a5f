package dev.letterbox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.shared.text.ValidationErrors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlValidatorTest {

  private static final String INVALID_URL = "Must be a URL like https://example.org/hook.";

  /** Resolves a few hosts and all numeric addresses. */
  private static List<InetAddress> resolve(String host) throws UnknownHostException {
    return switch (host) {
      case "example.org", "xn--bcher-kva.example" ->
          List.of(HostResolver.parseLiteral("93.184.216.34"));
      case "inside.example" -> List.of(HostResolver.parseLiteral("10.1.2.3"));
      case "both.example" ->
          List.of(HostResolver.parseLiteral("93.184.216.34"), HostResolver.parseLiteral("::1"));
      default -> {
        if (host.matches("[0-9.]+|.*:.*|localhost")) {
          yield List.of(InetAddress.getByName(host));
        }
        throw new UnknownHostException(host);
      }
    };
  }

  private static String validationError(String url, boolean httpAllowed, boolean privateAllowed) {
    ValidationErrors errors = new ValidationErrors();
    Optional<String> checked =
        new WebhookUrlValidator(httpAllowed, privateAllowed, WebhookUrlValidatorTest::resolve)
            .validate(url, errors);
    assertEquals(checked.isEmpty(), !errors.byField().isEmpty());
    return errors.byField().isEmpty() ? "" : errors.byField().get("url").get(0);
  }

  private static String validationError(String url) {
    return validationError(url, false, false);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org, https://example.org",
    "' https://example.org/hook?a=b&c=%20 ', https://example.org/hook?a=b&c=%20",
    "HTTPS://Example.ORG:8443/Hook, https://example.org:8443/Hook",
    "https://bücher.example/ä, https://xn--bcher-kva.example/%C3%A4",
    "https://1.1.1.1/, https://1.1.1.1/",
    "https://[2606:4700:4700::1111]/, https://[2606:4700:4700::1111]/",
    "https://not.known.yet.example/, https://not.known.yet.example/",
    "https://example.org/a@b, https://example.org/a@b"
  })
  void public_url_is_normalised_to_ascii(String url, String kept) {
    ValidationErrors errors = new ValidationErrors();
    assertEquals(
        Optional.of(kept),
        new WebhookUrlValidator(false, false, WebhookUrlValidatorTest::resolve)
            .validate(url, errors));
    assertEquals(Map.of(), errors.byField());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "//example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:",
        "https://",
        "https:///hook",
        "https:example.org",
        "https://:8080/",
        "https://example.org:0/",
        "https://example.org:65536/",
        "https://example.org:99999999999/",
        "https://example.org:port/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/%zz",
        "https://example.org\\.inside.example/",
        "https://-.example/",
        "https://a_b.example/",
        "https://[::1/",
        "https://[::1%25eth0]/",
        "https://127.1/"
      })
  void malformed_url_is_refused(String url) {
    assertEquals(INVALID_URL, validationError(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.0.0.1:8443/hook",
        "https://169.254.169.254/latest/meta-data/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://localhost/",
        "https://inside.example/",
        "https://INSIDE.example/",
        "https://both.example/",
        "https://１２７.０.０.１/"
      })
  void private_address_is_refused_unless_it_is_allowed(String url) {
    assertEquals("Leads to a private address.", validationError(url));
    assertEquals("", validationError(url, false, true));
  }

  @Test
  void http_is_refused_unless_it_is_allowed() {
    assertEquals("Must begin with https:.", validationError("http://example.org/"));
    assertEquals("", validationError("http://example.org/", true, false));
    assertEquals("Leads to a private address.", validationError("http://127.0.0.1/", true, false));
  }

  @Test
  void errors_name_user_info_fragment_length_and_line_breaks() {
    assertEquals("May not have a user or a password.", validationError("https://u:p@example.org/"));
    assertEquals("May not have a user or a password.", validationError("https://u@example.org"));
    assertEquals("May not have a fragment.", validationError("https://example.org/#a"));
    assertEquals("May not be blank.", validationError(" "));
    assertEquals("May not be blank.", validationError(null));
    assertEquals(
        "Control characters and line breaks are not allowed.",
        validationError("https://example.org/a\r\nHost: other"));
    String longestUrl = "https://example.org/" + "a".repeat(1980);
    assertEquals("", validationError(longestUrl));
    assertEquals("Must have at most 2000 characters.", validationError(longestUrl + "a"));
    assertEquals(
        "Must have at most 2000 characters.",
        validationError("https://example.org/" + "ä".repeat(900)));
  }
}
