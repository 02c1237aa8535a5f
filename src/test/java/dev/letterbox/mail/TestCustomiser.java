package dev.letterbox.mail;

import dev.letterbox.api.spi.MailCustomiser;
import dev.letterbox.api.spi.Notification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Customises the e-mails of messages from three views, two of them with invalid results. */
@ApplicationScoped
public class TestCustomiser implements MailCustomiser {

  static final String VIEW = "customised-mails";
  static final String WRONG_HEADER = "mails-with-a-wrong-header";
  static final String WRONG_SENDER = "mails-with-a-wrong-sender";

  @Override
  public Optional<String> sender(Notification notification) {
    return switch (notification.message().view()) {
      case VIEW -> Optional.of("Büro <office@example.org>");
      case WRONG_SENDER -> Optional.of("a\u560d\u560aBcc: evil@example.org");
      default -> Optional.empty();
    };
  }

  @Override
  public Map<String, String> headers(Notification notification) {
    return switch (notification.message().view()) {
      case VIEW -> Map.of("X-View", "é\r\nBcc: evil@example.org");
      case WRONG_HEADER -> Map.of("X-View\u560d\u560aBcc", "evil@example.org");
      default -> Map.of();
    };
  }
}
