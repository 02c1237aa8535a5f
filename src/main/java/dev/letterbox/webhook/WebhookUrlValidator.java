package dev.letterbox.webhook;

import dev.letterbox.shared.text.ValidationErrors;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Validates the URL of a webhook. Errors are reported for the field {@code url}. */
final class WebhookUrlValidator {

  private static final Logger LOG = Logger.getLogger(WebhookUrlValidator.class.getName());

  private static final String FIELD = "url";
  private static final int MAX_LENGTH = 2000;
  private static final int MAX_PORT = 65_535;

  /** Scheme, host (of IPv6 in brackets), the port with its colon, and the rest. */
  private static final Pattern URL_PATTERN =
      Pattern.compile("(?i)(https?)://(\\[[0-9a-f:.]*]|[^/?#:@\\[\\]\\\\]*)(:[0-9]*)?([/?].*)?");

  private static final Pattern USER_INFO = Pattern.compile("[^/?]*//[^/?]*@");

  private final boolean httpAllowed;
  private final boolean privateAllowed;
  private final HostResolver resolver;

  WebhookUrlValidator(boolean httpAllowed, boolean privateAllowed, HostResolver resolver) {
    this.httpAllowed = httpAllowed;
    this.privateAllowed = privateAllowed;
    this.resolver = resolver;
  }

  /** The URL in ASCII; empty when it is invalid. */
  Optional<String> validate(String text, ValidationErrors errors) {
    String line = errors.checkRequiredLine(FIELD, text, MAX_LENGTH);
    if (errors.byField().containsKey(FIELD)) {
      return Optional.empty();
    }
    if (line.indexOf('#') >= 0) {
      return reject("May not have a fragment.", errors);
    }
    if (USER_INFO.matcher(line).lookingAt()) {
      return reject("May not have a user or a password.", errors);
    }
    Matcher parts = URL_PATTERN.matcher(line);
    if (!parts.matches()) {
      return reject("Must be a URL like https://example.org/hook.", errors);
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    if (scheme.equals("http") && !httpAllowed) {
      return reject("Must begin with https:.", errors);
    }
    Optional<URI> url = parse(scheme, parts);
    if (url.isEmpty()) {
      return reject("Must be a URL like https://example.org/hook.", errors);
    }
    String ascii = url.get().toASCIIString();
    if (ascii.length() > MAX_LENGTH) {
      return reject("Must have at most " + MAX_LENGTH + " characters.", errors);
    }
    if (!privateAllowed && isPrivate(host(url.get()))) {
      return reject("Leads to a private address.", errors);
    }
    return Optional.of(ascii);
  }

  private static Optional<String> reject(String reason, ValidationErrors errors) {
    errors.add(FIELD, reason);
    return Optional.empty();
  }

  private static Optional<URI> parse(String scheme, Matcher parts) {
    try {
      String host = parts.group(2);
      String ascii =
          host.startsWith("[")
              ? host
              : IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      String port = parts.group(3) == null ? "" : parts.group(3);
      String rest = parts.group(4) == null ? "" : parts.group(4);
      URI url = new URI(scheme + "://" + ascii + port + rest).parseServerAuthority();
      boolean isValid = url.getHost() != null && url.getPort() != 0 && url.getPort() <= MAX_PORT;
      return isValid ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      LOG.log(Level.FINE, "Not a URL of a webhook", e);
      return Optional.empty();
    }
  }

  /** The host of a URL, of IPv6 without its brackets. */
  static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** A host that can't be resolved yet is allowed: each request checks it again. */
  private boolean isPrivate(String host) {
    try {
      return !areAllPublic(resolver.resolve(host));
    } catch (UnknownHostException e) {
      LOG.log(Level.FINE, e, () -> "Can't be resolved yet: " + host);
      return false;
    }
  }

  static boolean areAllPublic(List<InetAddress> resolved) {
    return resolved.stream().allMatch(PublicAddresses::contains);
  }
}
