package dev.letterbox.mail;

import dev.letterbox.api.spi.MailCustomiser;
import dev.letterbox.api.spi.Notification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Decides about the mails of notifications that came from one view. */
@ApplicationScoped
public class TestCustomiser implements MailCustomiser {

  static final String VIEW = "customised-mails";

  @Override
  public Optional<String> sender(Notification notification) {
    return notification.message().view().equals(VIEW)
        ? Optional.of("Büro <office@example.org>")
        : Optional.empty();
  }

  @Override
  public Map<String, String> headers(Notification notification) {
    return notification.message().view().equals(VIEW)
        ? Map.of("X-View", "é\r\nBcc: evil@example.org")
        : Map.of();
  }
}
