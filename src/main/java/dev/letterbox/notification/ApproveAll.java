package dev.letterbox.notification;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.NotificationApproval;
import dev.letterbox.api.spi.User;
import jakarta.enterprise.context.ApplicationScoped;

/** The default: approves every user. */
@ApplicationScoped
public class ApproveAll implements NotificationApproval {

  @Override
  public Approval decide(User user, NotificationType type, String channel) {
    return Approval.YES;
  }
}
