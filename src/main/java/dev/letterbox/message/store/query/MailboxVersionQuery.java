package dev.letterbox.message.store.query;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/** Reads the versions of many mailboxes. */
@ApplicationScoped
public class MailboxVersionQuery {

  private static final String SELECT =
      "select owner, version, unread from lb_mailbox where owner in (:owners)";

  @Inject private Database database;

  /** The version of a mailbox, and its number of unread messages with those of all sessions. */
  public record MailboxVersion(String owner, long version, long unread) {}

  /** The mailboxes that exist, in any order (1 statement for each 1,024 owners). */
  public List<MailboxVersion> findAll(Collection<String> owners) {
    return database
        .sql(SELECT)
        .bindList("owners", owners)
        .list(
            row ->
                new MailboxVersion(
                    row.getString("owner"), row.getLong("version"), row.getLong("unread")));
  }
}
