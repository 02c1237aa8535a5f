package dev.letterbox.live;

import dev.letterbox.api.notification.MailboxState;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.message.store.query.MailboxVersionQuery;
import dev.letterbox.message.store.query.MailboxVersionQuery.MailboxVersion;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The subscriptions of this node, each with the version that it received last. */
@ApplicationScoped
class MailboxSubscriptions {

  private static final Logger LOG = Logger.getLogger(MailboxSubscriptions.class.getName());

  @Inject private MailboxVersionQuery mailboxVersions;
  @Inject private Settings settings;

  private final Map<String, Set<MailboxSubscription>> byOwner = new ConcurrentHashMap<>();

  /** Called by one thread at a time. */
  private final class MailboxSubscription implements MailboxSubscriptionService.Subscription {

    private static final long UNKNOWN_VERSION = -1;

    private final String owner;
    private final Consumer<MailboxState> listener;
    private long version;

    MailboxSubscription(String owner, OptionalLong knownVersion, Consumer<MailboxState> listener) {
      this.owner = owner;
      this.version = knownVersion.orElse(UNKNOWN_VERSION);
      this.listener = listener;
    }

    void notifyIfChanged(MailboxState state) {
      if (state.version() == version) {
        return;
      }
      version = state.version();
      try {
        listener.accept(state);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "A subscriber of the mailbox of " + owner + " failed");
      }
    }

    @Override
    public void close() {
      byOwner.computeIfPresent(
          owner,
          (name, subscriptions) -> {
            subscriptions.remove(this);
            return subscriptions.isEmpty() ? null : subscriptions;
          });
    }
  }

  MailboxSubscriptionService.Subscription add(
      String owner, OptionalLong knownVersion, Consumer<MailboxState> listener) {
    MailboxSubscription subscription = new MailboxSubscription(owner, knownVersion, listener);
    byOwner.compute(
        owner,
        (name, subscriptions) -> {
          Set<MailboxSubscription> all =
              subscriptions == null ? ConcurrentHashMap.newKeySet() : subscriptions;
          all.add(subscription);
          return all;
        });
    return subscription;
  }

  /**
   * Publishes the state of these mailboxes to the subscribers that do not know its version. Reads
   * the mailboxes that have subscribers, 1,024 by one statement. To be called by one thread at a
   * time.
   */
  void publish(MailboxesChanged mailboxes) {
    List<String> owners =
        mailboxes.anyOwner()
            ? new ArrayList<>(byOwner.keySet())
            : mailboxes.owners().stream().filter(byOwner::containsKey).toList();
    if (!owners.isEmpty()) {
      Set<String> ownersWithoutMailbox = new HashSet<>(owners);
      for (MailboxVersion mailbox : mailboxVersions.findAll(owners)) {
        ownersWithoutMailbox.remove(mailbox.owner());
        publish(mailbox);
      }
      ownersWithoutMailbox.forEach(owner -> publish(new MailboxVersion(owner, 0, 0)));
    }
  }

  private void publish(MailboxVersion mailbox) {
    boolean usesSessions = settings.get(Setting.SESSION_NOTICES_ENABLED);
    MailboxState state =
        new MailboxState(
            mailbox.owner(),
            mailbox.version(),
            usesSessions ? OptionalLong.empty() : OptionalLong.of(mailbox.unread()));
    byOwner
        .getOrDefault(state.owner(), Set.of())
        .forEach(subscription -> subscription.notifyIfChanged(state));
  }
}
