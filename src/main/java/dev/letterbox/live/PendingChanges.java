package dev.letterbox.live;

import dev.letterbox.message.store.MailboxesChanged;
import java.util.HashSet;
import java.util.Set;

/**
 * Changed mailboxes that are not published yet; above a limit of names they mean any owner.
 *
 * <p>Safe for use by many threads.
 */
final class PendingChanges {

  private final Set<String> owners = new HashSet<>();
  private boolean anyOwner;

  synchronized void add(MailboxesChanged changed) {
    anyOwner = anyOwner || changed.anyOwner();
    if (!anyOwner) {
      owners.addAll(changed.owners());
      anyOwner = owners.size() > MailboxesChanged.MAX_OWNERS;
    }
  }

  /** Returns and removes all of them. */
  synchronized MailboxesChanged takeAll() {
    MailboxesChanged all = anyOwner ? MailboxesChanged.ANY_OWNER : MailboxesChanged.of(owners);
    owners.clear();
    anyOwner = false;
    return all;
  }

  synchronized boolean isEmpty() {
    return !anyOwner && owners.isEmpty();
  }
}
