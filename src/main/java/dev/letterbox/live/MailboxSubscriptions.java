package dev.letterbox.live;

import dev.letterbox.api.notification.MailboxState;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
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

  private static final String SELECT_STATES =
      "select owner, version, unread from lb_mailbox where owner in (?...)";

  @Inject private SqlRunner sql;
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
      for (MailboxState state : readStates(owners)) {
        ownersWithoutMailbox.remove(state.owner());
        publish(state);
      }
      ownersWithoutMailbox.forEach(owner -> publish(toState(owner, 0, 0)));
    }
  }

  private List<MailboxState> readStates(List<String> owners) {
    return sql.queryIn(
        SELECT_STATES,
        row -> toState(row.getString("owner"), row.getLong("version"), row.getLong("unread")),
        List.of(),
        SqlRunner.padToPowerOfTwo(owners));
  }

  private MailboxState toState(String owner, long version, long unread) {
    boolean usesSessions = settings.get(Setting.SESSION_NOTICES_ENABLED);
    return new MailboxState(
        owner, version, usesSessions ? OptionalLong.empty() : OptionalLong.of(unread));
  }

  private void publish(MailboxState state) {
    byOwner
        .getOrDefault(state.owner(), Set.of())
        .forEach(subscription -> subscription.notifyIfChanged(state));
  }
}
