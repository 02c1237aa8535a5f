package dev.letterbox.mail;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.User;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Tells users and visitors by e-mail; open when there is a way for mails to leave. */
@ApplicationScoped
public class MailChannel implements NotificationChannel {

  static final String NAME = "email";

  @Inject private Settings settings;
  @Inject private MailComposer composer;
  @Inject private MailSender mailSender;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isEnabled() {
    return settings.get(NotificationSetting.SMTP_SERVER).isPresent()
        || !settings.get(NotificationSetting.MAIL_SESSION).isEmpty();
  }

  @Override
  public boolean supportsVisitors() {
    return true;
  }

  @Override
  public String addressOf(User user) {
    return user.email();
  }

  @Override
  public boolean supportsDigests() {
    return true;
  }

  @Override
  public void deliver(List<Notification> notifications) {
    if (notifications.get(0).address() != null) {
      mailSender.send(composer.compose(notifications, mailSender.from()));
    }
  }

  /** Whoever has no address gets no mail, and that is all right. */
  @Override
  public void deliver(Notification notification) {
    if (notification.address() != null) {
      mailSender.send(composer.compose(notification, mailSender.from()));
    }
  }
}
