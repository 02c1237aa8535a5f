package dev.letterbox.testing.support;

import dev.letterbox.api.notification.MailboxState;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Subscribes to mailboxes, as an application does. */
@ApplicationScoped
public class LiveTestSupport {

  @EJB private MailboxSubscriptionService live;

  /** Subscribes from a version on, and records the published states. */
  public static List<MailboxState> subscribeAndRecord(long version, String owner) {
    List<MailboxState> received = new CopyOnWriteArrayList<>();
    subscribe(version, owner, received::add);
    return received;
  }

  /** Subscribes from a version on. */
  public static MailboxSubscriptionService.Subscription subscribe(
      long version, String owner, Consumer<MailboxState> listener) {
    LiveTestSupport support = CDI.current().select(LiveTestSupport.class).get();
    return support.openSubscription(version, owner, listener);
  }

  MailboxSubscriptionService.Subscription openSubscription(
      long version, String owner, Consumer<MailboxState> listener) {
    return live.subscribe(owner, OptionalLong.of(version), listener);
  }
}
