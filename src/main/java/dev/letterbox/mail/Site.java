package dev.letterbox.mail;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The website that e-mails link to.
 *
 * @param name empty if not configured
 * @param url ends in {@code /}; empty if not configured
 */
record Site(String name, String url) {

  private static final String DEFAULT_HOST = "letterbox";

  static Site of(Settings settings) {
    return new Site(settings.get(Setting.SITE_NAME), settings.get(Setting.SITE_URL));
  }

  /** The host of the URL, or {@code letterbox} without one. */
  String host() {
    return url.isEmpty()
        ? DEFAULT_HOST
        : Optional.ofNullable(URI.create(url).getHost()).orElse(DEFAULT_HOST);
  }

  String inboxLink() {
    return url;
  }

  /** The page of a conversation; empty without a URL. */
  String conversationLink(long thread) {
    return url.isEmpty() ? "" : url + "#/conversations/" + thread;
  }

  Map<String, Object> toMap() {
    return Map.of("name", name, "title", name.isEmpty() ? "Letterbox" : name, "url", url);
  }
}
