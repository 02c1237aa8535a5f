package dev.letterbox.privacy;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.notification.PreferenceRepository;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.outbox.RangeRepository;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Who is known here, with or without an account: the names of users whom messages concern. A
 * mailbox alone says nothing: it outlives its owner.
 */
@ApplicationScoped
class KnownUsers {

  private static final List<String> LOOKUPS =
      List.of(
          "select name from lb_account where name = ?",
          "select recipient from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
              + " where recipient = ? fetch first 1 rows only",
          "select sender from lb_message where sender = ? fetch first 1 rows only",
          "select recipient from lb_message where recipient = ? fetch first 1 rows only",
          "select owner from lb_block where owner = ? fetch first 1 rows only",
          "select blocked from lb_block where blocked = ? fetch first 1 rows only",
          "select moderation_by from lb_message where moderation_by = ? fetch first 1 rows only");

  @Inject private SqlRunner sql;
  @Inject private PreferenceRepository preferences;
  @Inject private OutboxRepository outbox;
  @Inject private RangeRepository outboxRanges;

  /**
   * @throws NotFoundException when there is no trace of a user of this name; a pseudonym is nobody
   */
  void requireKnown(String name) {
    ValidationErrors errors = new ValidationErrors();
    errors.checkRequiredLine("name", name, ValidationErrors.MAX_NAME_LENGTH);
    boolean validName = errors.byField().isEmpty() && !name.startsWith(ErasureReport.PREFIX);
    if (!validName || !isKnown(name)) {
      throw new NotFoundException("account " + name);
    }
  }

  private boolean isKnown(String name) {
    return !LOOKUPS.stream().allMatch(query -> findsNothing(query, name))
        || preferences.existsForOwner(name)
        || outbox.existsForRecipient(name)
        || outboxRanges.existsForUser(name);
  }

  private boolean findsNothing(String query, String name) {
    return sql.query(query, row -> row.getString(1), name).isEmpty();
  }
}
