package dev.letterbox.message.store;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something in mailboxes changed for their owners to see. Fired in the transaction that changes
 * them; to be observed after the commit, by whoever tells those who are looking.
 *
 * @param owners whose mailboxes; nobody when they are {@code many}
 * @param anyOwner whether they are so many that it is cheaper to look at any mailbox of interest
 */
public record MailboxesChanged(Set<String> owners, boolean anyOwner) {

  /** More owners than these are many. */
  public static final int MAX_OWNERS = 1000;

  /** Everybody's, for all that is known. */
  public static final MailboxesChanged ANY_OWNER = new MailboxesChanged(Set.of(), true);

  public MailboxesChanged {
    owners = Set.copyOf(owners);
  }

  /** Those of these owners. */
  public static MailboxesChanged of(Collection<String> owners) {
    return owners.size() > MAX_OWNERS ? ANY_OWNER : new MailboxesChanged(Set.copyOf(owners), false);
  }

  /** These and others. */
  public MailboxesChanged and(MailboxesChanged other) {
    if (anyOwner || other.anyOwner) {
      return ANY_OWNER;
    }
    Set<String> all = new TreeSet<>(owners);
    all.addAll(other.owners);
    return of(all);
  }

  /** Whether there is nothing to look at. */
  public boolean isEmpty() {
    return !anyOwner && owners.isEmpty();
  }
}
