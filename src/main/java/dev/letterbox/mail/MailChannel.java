package dev.letterbox.mail;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Tells users and visitors by e-mail; open when there is a way for mails to leave. */
@ApplicationScoped
public class MailChannel implements NotificationChannel {

  static final String NAME = "email";

  @Inject private Settings settings;
  @Inject private Composer composer;
  @Inject private Outlet outlet;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isOpen() {
    return settings.get(NotificationSetting.SMTP_URL).isPresent()
        || !settings.get(NotificationSetting.MAIL_SESSION).isEmpty();
  }

  @Override
  public boolean reachesVisitors() {
    return true;
  }

  @Override
  public boolean sendsDigests() {
    return true;
  }

  @Override
  public void deliver(List<Notification> notifications) {
    if (notifications.get(0).address() != null) {
      outlet.send(composer.compose(notifications, outlet.from()));
    }
  }

  /** Whoever has no address gets no mail, and that is all right. */
  @Override
  public void deliver(Notification notification) {
    if (notification.address() != null) {
      outlet.send(composer.compose(notification, outlet.from()));
    }
  }
}
