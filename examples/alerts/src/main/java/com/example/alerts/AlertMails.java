package com.example.alerts;

import dev.letterbox.api.Level;
import dev.letterbox.api.spi.MailCustomiser;
import dev.letterbox.api.spi.Notification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Sends alerts from an address of their own, with headers for the rules of mail programs. */
@ApplicationScoped
public class AlertMails implements MailCustomiser {

  @Override
  public Optional<String> sender(Notification notification) {
    return isAlert(notification) ? Optional.of("Alerts <alerts@example.org>") : Optional.empty();
  }

  @Override
  public Map<String, String> headers(Notification notification) {
    return isAlert(notification)
        ? Map.of("Importance", "high", "X-View", notification.message().view())
        : Map.of();
  }

  private static boolean isAlert(Notification notification) {
    return notification.message().level() >= Level.WARNING;
  }
}
