package dev.letterbox.notification;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.NotificationApproval;
import dev.letterbox.api.spi.User;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Approves all users but those with a few prefixes; for {@code undecided-} it fails once. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class TestApproval implements NotificationApproval {

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Override
  public Approval decide(User user, NotificationType type, String channel) {
    if (user.name().startsWith("disapproved-")) {
      return Approval.NO;
    }
    if (user.name().startsWith("elsewhere-")) {
      return Approval.at(type + "@example.org");
    }
    if (user.name().startsWith("undecided-") && seen.add(user.name())) {
      throw new IllegalStateException("Thrown once by a test");
    }
    return Approval.YES;
  }
}
