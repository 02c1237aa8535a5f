package dev.letterbox.mail;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Delivers to users and visitors by e-mail. Recipients without an address get none. */
@ApplicationScoped
public class MailChannel implements NotificationChannel {

  static final String NAME = "email";

  @Inject private MailServer mailServer;
  @Inject private MailComposer composer;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isEnabled() {
    return mailServer.isConfigured();
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
  public void deliver(Notification notification) {
    try (Batch batch = openBatch()) {
      batch.deliver(notification);
    }
  }

  @Override
  public void deliver(List<Notification> notifications) {
    try (Batch batch = openBatch()) {
      batch.deliver(notifications);
    }
  }

  @Override
  public Batch openBatch() {
    return new MailBatch(composer, mailServer.newConnection());
  }

  /** Sends the e-mails of a batch on one connection. */
  private record MailBatch(MailComposer composer, SmtpConnection connection) implements Batch {

    @Override
    public void deliver(Notification notification) {
      if (notification.address() != null) {
        connection.send(composer.compose(notification));
      }
    }

    @Override
    public void deliver(List<Notification> notifications) {
      if (notifications.get(0).address() != null) {
        connection.send(composer.compose(notifications));
      }
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
