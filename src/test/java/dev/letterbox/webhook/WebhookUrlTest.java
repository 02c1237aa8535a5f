package dev.letterbox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.shared.InputErrors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

  private static final String NOT_ONE = "Must be a URL like https://example.org/hook.";

  /** A name service that knows a few hosts; numbers are their own names. */
  private static List<InetAddress> addresses(String host) throws UnknownHostException {
    return switch (host) {
      case "example.org", "xn--bcher-kva.example" -> List.of(Addresses.ofLiteral("93.184.216.34"));
      case "inside.example" -> List.of(Addresses.ofLiteral("10.1.2.3"));
      case "both.example" ->
          List.of(Addresses.ofLiteral("93.184.216.34"), Addresses.ofLiteral("::1"));
      default -> {
        if (host.matches("[0-9.]+|.*:.*|localhost")) {
          yield List.of(InetAddress.getByName(host));
        }
        throw new UnknownHostException(host);
      }
    };
  }

  private static String refusal(String url, boolean http, boolean inside) {
    InputErrors errors = new InputErrors();
    Optional<String> checked =
        new WebhookUrl(http, inside, WebhookUrlTest::addresses).check(url, errors);
    assertEquals(checked.isEmpty(), !errors.all().isEmpty());
    return errors.all().isEmpty() ? "" : errors.all().get("url").get(0);
  }

  private static String refusal(String url) {
    return refusal(url, false, false);
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
  void url_of_the_internet_is_kept_in_ascii(String url, String kept) {
    InputErrors errors = new InputErrors();
    assertEquals(
        Optional.of(kept),
        new WebhookUrl(false, false, WebhookUrlTest::addresses).check(url, errors));
    assertEquals(Map.of(), errors.all());
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
  void what_is_no_url_of_the_web_is_refused(String url) {
    assertEquals(NOT_ONE, refusal(url));
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
    assertEquals("Leads to a private address.", refusal(url));
    assertEquals("", refusal(url, false, true));
  }

  @Test
  void http_is_refused_unless_it_is_allowed() {
    assertEquals("Must begin with https:.", refusal("http://example.org/"));
    assertEquals("", refusal("http://example.org/", true, false));
    assertEquals("Leads to a private address.", refusal("http://127.0.0.1/", true, false));
  }

  @Test
  void user_fragment_length_and_line_breaks_are_named() {
    assertEquals("May not have a user or a password.", refusal("https://u:p@example.org/"));
    assertEquals("May not have a user or a password.", refusal("https://u@example.org"));
    assertEquals("May not have a fragment.", refusal("https://example.org/#a"));
    assertEquals("May not be blank.", refusal(" "));
    assertEquals("May not be blank.", refusal(null));
    assertEquals(
        "Control characters and line breaks are not allowed.",
        refusal("https://example.org/a\r\nHost: other"));
    String most = "https://example.org/" + "a".repeat(1980);
    assertEquals("", refusal(most));
    assertEquals("Must have at most 2000 characters.", refusal(most + "a"));
    assertEquals(
        "Must have at most 2000 characters.", refusal("https://example.org/" + "ä".repeat(900)));
  }
}
