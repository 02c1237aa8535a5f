package dev.letterbox.shared.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** An SMTP server, from a URL like {@code smtp://host:25}. */
public record SmtpServer(Protection protection, String host, int port) {

  private static final int MAX_PORT = 65_535;

  private static final Map<String, SmtpServer> BY_SCHEME =
      Map.of(
          "smtp", new SmtpServer(Protection.NONE, "", 25),
          "smtp+starttls", new SmtpServer(Protection.STARTTLS, "", 587),
          "smtps", new SmtpServer(Protection.TLS, "", 465));

  /** The encryption of the connection. */
  public enum Protection {
    /** No encryption. */
    NONE,
    /** Encrypted after the greeting; nothing is sent if the server does not support it. */
    STARTTLS,
    /** Encrypted from the start. */
    TLS
  }

  /** Parses a URL, without user and password, which would appear in logs; empty for no text. */
  static Optional<SmtpServer> parse(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text.strip());
      SmtpServer server = url.getScheme() == null ? null : BY_SCHEME.get(url.getScheme());
      boolean isBare =
          url.getUserInfo() == null
              && url.getQuery() == null
              && url.getFragment() == null
              && (url.getRawPath() == null || url.getRawPath().length() <= 1);
      if (server == null || url.getHost() == null || !isBare || url.getPort() > MAX_PORT) {
        throw invalidUrl("not one of those");
      }
      int port = url.getPort() < 0 ? server.port() : url.getPort();
      return Optional.of(new SmtpServer(server.protection(), url.getHost(), port));
    } catch (URISyntaxException e) {
      throw invalidUrl(e.getReason()); // the rest may contain a password
    }
  }

  private static IllegalArgumentException invalidUrl(String reason) {
    return new IllegalArgumentException(
        "must be a URL like smtp://host:25, smtp+starttls://host:587 or smtps://host:465, with"
            + " nothing else in it ("
            + reason
            + ")");
  }
}
