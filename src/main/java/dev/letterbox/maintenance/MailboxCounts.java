package dev.letterbox.maintenance;

import dev.letterbox.message.Counters;
import dev.letterbox.message.MailboxesChanged;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what mailboxes should say; to be used inside a transaction. On PostgreSQL the mailbox is
 * locked first: whoever changes its deliveries has either done so for everybody to see, or has to
 * wait with it, unseen. On Derby readers wait for what is not committed, so there the count comes
 * first, and is right when the mailbox, locked then, still has the version it had before: each
 * change of what is counted makes a new one.
 */
@ApplicationScoped
class MailboxCounts {

  private static final String MAKE =
      "insert into lb_mailbox (owner, unread, total, conversations, version) values (?, 0, 0, 0, 0)";
  private static final String LOCK_ON_DERBY =
      "update lb_mailbox set version = version where owner = ?";
  private static final List<String> HOLD_WRITERS_BACK =
      List.of("lock table lb_conversation in share mode", "lock table lb_delivery in share mode");
  private static final String SAID =
      "select unread, total, conversations from lb_mailbox where owner = ?";
  private static final String IN_INBOX =
      """
      select coalesce(sum(case when read_at is null then 1 else 0 end), 0) as unread,
        count(*) as total,
        coalesce(sum(case when single_message = true then 1 else 0 end), 0) as conversations
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where recipient = ? and archived = false and deleted_at is null
      """;
  private static final String CONVERSATIONS =
      """
      select count(newest_id) as conversations
      from lb_conversation --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK
      where owner = ?
      """;
  private static final String VERSION = "select version from lb_mailbox where owner = ?";
  private static final String STORE =
      "update lb_mailbox set unread = ?, total = ?, conversations = ?, version = version + 1"
          + " where owner = ?";

  @Inject private Sql sql;
  @Inject private Counters counters;

  /** What a mailbox says, or should say. */
  record Counts(long unread, long total, long conversations) {

    static Counts of(ResultSet row) throws SQLException {
      return new Counts(row.getLong("unread"), row.getLong("total"), row.getLong("conversations"));
    }
  }

  /**
   * A mailbox that is locked.
   *
   * @param said what it says; all 0 when it is not there
   * @param counted what it should say
   */
  record Compared(boolean isThere, Counts said, Counts counted) {}

  /**
   * Compares one mailbox with its deliveries.
   *
   * @param persistent whether others have to wait where they would be in the way: on Derby all
   *     writers, held back in the order in which they lock
   * @return empty when others were in the way; to be tried again in a new transaction
   */
  Optional<Compared> compare(String owner, boolean persistent) {
    if (!sql.isDerby()) {
      Optional<Counts> said = said(owner, " for update");
      return Optional.of(compared(said, count(owner)));
    }
    if (persistent) {
      HOLD_WRITERS_BACK.forEach(lock -> sql.update(lock));
    }
    List<Long> before = version(owner);
    Counts counted = count(owner);
    sql.update(LOCK_ON_DERBY, owner);
    return version(owner).equals(before)
        ? Optional.of(compared(said(owner, ""), counted))
        : Optional.empty();
  }

  private List<Long> version(String owner) {
    return sql.query(VERSION, row -> row.getLong("version"), owner);
  }

  private static Compared compared(Optional<Counts> said, Counts counted) {
    return new Compared(said.isPresent(), said.orElse(new Counts(0, 0, 0)), counted);
  }

  private Optional<Counts> said(String owner, String lock) {
    return sql.query(SAID + lock, Counts::of, owner).stream().findFirst();
  }

  private Counts count(String owner) {
    long conversations =
        sql.query(CONVERSATIONS, row -> row.getLong("conversations"), owner).get(0);
    Counts inInbox = sql.query(IN_INBOX, Counts::of, owner).get(0);
    return new Counts(inInbox.unread(), inInbox.total(), inInbox.conversations() + conversations);
  }

  /** Makes a mailbox that was not there. It fails when somebody else has made it meanwhile. */
  void make(String owner) {
    sql.update(MAKE, owner);
  }

  /** Has a locked mailbox say this. */
  void store(String owner, Counts counts) {
    sql.update(STORE, counts.unread(), counts.total(), counts.conversations(), owner);
    counters.tell(MailboxesChanged.of(Set.of(owner)));
  }
}
