package dev.letterbox.message.store;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mailboxes were changed visibly for their owners. Fired in the transaction that changes them; to
 * be observed after the commit.
 *
 * @param owners owners of the mailboxes; empty with {@code anyOwner}
 * @param anyOwner whether any mailbox may have changed, because there are more than {@value
 *     #MAX_OWNERS}
 */
public record MailboxesChanged(Set<String> owners, boolean anyOwner) {

  /** Maximum number of owners that are listed. */
  public static final int MAX_OWNERS = 1000;

  /** Any mailbox may have changed. */
  public static final MailboxesChanged ANY_OWNER = new MailboxesChanged(Set.of(), true);

  public MailboxesChanged {
    owners = Set.copyOf(owners);
  }

  public static MailboxesChanged of(Collection<String> owners) {
    return owners.size() > MAX_OWNERS ? ANY_OWNER : new MailboxesChanged(Set.copyOf(owners), false);
  }

  /** The union of these mailboxes and others. */
  public MailboxesChanged and(MailboxesChanged other) {
    if (anyOwner || other.anyOwner) {
      return ANY_OWNER;
    }
    Set<String> all = new TreeSet<>(owners);
    all.addAll(other.owners);
    return of(all);
  }

  public boolean isEmpty() {
    return !anyOwner && owners.isEmpty();
  }
}
