package dev.letterbox.notification;

import dev.letterbox.api.LiveService;
import dev.letterbox.api.MailboxHint;
import dev.letterbox.message.MailboxesChanged;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
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

/** Who watches which mailbox, and the version that each was told last. */
@ApplicationScoped
class Watches {

  private static final Logger LOG = Logger.getLogger(Watches.class.getName());

  private static final String READ =
      "select owner, version, unread from lb_mailbox where owner in (?...)";

  @Inject private Sql sql;
  @Inject private Settings settings;

  private final Map<String, Set<Watch>> byOwner = new ConcurrentHashMap<>();

  /** One who watches; he is told by one thread at a time. */
  private final class Watch implements LiveService.Watch {

    private static final long UNKNOWN = -1;

    private final String owner;
    private final Consumer<MailboxHint> listener;
    private long version;

    Watch(String owner, OptionalLong known, Consumer<MailboxHint> listener) {
      this.owner = owner;
      this.version = known.orElse(UNKNOWN);
      this.listener = listener;
    }

    void tell(MailboxHint hint) {
      if (hint.version() == version) {
        return;
      }
      version = hint.version();
      try {
        listener.accept(hint);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Who watches the mailbox of " + owner + " has failed");
      }
    }

    @Override
    public void close() {
      byOwner.computeIfPresent(
          owner,
          (name, watches) -> {
            watches.remove(this);
            return watches.isEmpty() ? null : watches;
          });
    }
  }

  LiveService.Watch add(String owner, OptionalLong known, Consumer<MailboxHint> listener) {
    Watch watch = new Watch(owner, known, listener);
    byOwner.compute(
        owner,
        (name, watches) -> {
          Set<Watch> all = watches == null ? ConcurrentHashMap.newKeySet() : watches;
          all.add(watch);
          return all;
        });
    return watch;
  }

  /**
   * Tells those who watch these mailboxes and have not seen their version. Reads them in sets, and
   * nothing when nobody watches. To be called by one thread at a time.
   */
  void tell(MailboxesChanged mailboxes) {
    List<String> owners =
        mailboxes.many()
            ? new ArrayList<>(byOwner.keySet())
            : mailboxes.owners().stream().filter(byOwner::containsKey).toList();
    if (!owners.isEmpty()) {
      Set<String> without = new HashSet<>(owners);
      for (MailboxHint hint : read(owners)) {
        without.remove(hint.owner());
        tell(hint);
      }
      without.forEach(owner -> tell(hint(owner, 0, 0)));
    }
  }

  /** What is read twice is told once. */
  private List<MailboxHint> read(List<String> owners) {
    return sql.queryIn(
        READ,
        row -> hint(row.getString("owner"), row.getLong("version"), row.getLong("unread")),
        List.of(),
        Sql.filledUp(owners));
  }

  private MailboxHint hint(String owner, long version, long unread) {
    boolean depends = settings.get(Setting.USE_SESSIONS);
    return new MailboxHint(
        owner, version, depends ? OptionalLong.empty() : OptionalLong.of(unread));
  }

  private void tell(MailboxHint hint) {
    byOwner.getOrDefault(hint.owner(), Set.of()).forEach(watch -> watch.tell(hint));
  }
}
