package dev.letterbox.mail;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The site that mails speak of.
 *
 * @param name empty when it is not configured
 * @param url address, ends in {@code /}; empty when it is not configured
 */
record Site(String name, String url) {

  private static final String DEFAULT_HOST = "letterbox";

  static Site of(Settings settings) {
    return new Site(settings.get(Setting.SITE_NAME), settings.get(Setting.SITE_URL));
  }

  /** Name of its host, for what needs one in any case. */
  String host() {
    return url.isEmpty()
        ? DEFAULT_HOST
        : Optional.ofNullable(URI.create(url).getHost()).orElse(DEFAULT_HOST);
  }

  String inboxLink() {
    return url;
  }

  /** Where the inbox page shows a conversation; empty without a site. */
  String conversationLink(long thread) {
    return url.isEmpty() ? "" : url + "#/conversations/" + thread;
  }

  Map<String, Object> toMap() {
    return Map.of("name", name, "title", name.isEmpty() ? "Letterbox" : name, "url", url);
  }
}
