package dev.letterbox.shared.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** Where mails are handed in: {@code smtp://host:25} and the like. */
public record SmtpServer(Protection protection, String host, int port) {

  private static final int MAX_PORT = 65_535;

  private static final Map<String, SmtpServer> BY_SCHEME =
      Map.of(
          "smtp", new SmtpServer(Protection.NONE, "", 25),
          "smtp+starttls", new SmtpServer(Protection.STARTTLS, "", 587),
          "smtps", new SmtpServer(Protection.TLS, "", 465));

  /** Who can read what is handed in. */
  public enum Protection {
    /** Everybody on the way. */
    NONE,
    /** Nobody, after a greeting; it is not sent when the server can't do that. */
    STARTTLS,
    /** Nobody. */
    TLS
  }

  /** Of a URL; empty for none. It names no user: that would get into logs. */
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
      throw invalidUrl(e.getReason()); // all of it may hold a password
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
