package dev.letterbox.maintenance;

import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.api.ErasureReport;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Who is known here, with or without an account: the names of users whom messages concern. A
 * mailbox alone says nothing: it outlives its owner.
 */
@ApplicationScoped
class Traces {

  private static final List<String> OF_A_USER =
      List.of(
          "select name from lb_account where name = ?",
          "select recipient from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
              + " where recipient = ? fetch first 1 rows only",
          "select sender from lb_message where sender = ? fetch first 1 rows only",
          "select recipient from lb_message where recipient = ? fetch first 1 rows only",
          "select owner from lb_block where owner = ? fetch first 1 rows only",
          "select blocked from lb_block where blocked = ? fetch first 1 rows only",
          "select owner from lb_preference where owner = ? fetch first 1 rows only",
          "select owner from lb_digest_choice where owner = ?",
          "select recipient from lb_notification where recipient = ? fetch first 1 rows only",
          "select moderation_by from lb_message where moderation_by = ? fetch first 1 rows only");

  @Inject private Sql sql;
  @Inject private UntoldRanges ranges;

  /**
   * @throws AccountNotFoundException when there is no trace of a user of this name; a pseudonym is
   *     nobody
   */
  void checkKnown(String name) {
    InputErrors errors = new InputErrors();
    errors.requiredLine("name", name, InputErrors.MAX_NAME);
    boolean possible = errors.all().isEmpty() && !name.startsWith(ErasureReport.PREFIX);
    if (!possible || !isKnown(name)) {
      throw new AccountNotFoundException(name);
    }
  }

  private boolean isKnown(String name) {
    return !OF_A_USER.stream().allMatch(query -> isEmpty(query, name)) || ranges.bear(name);
  }

  private boolean isEmpty(String query, String name) {
    return sql.query(query, row -> row.getString(1), name).isEmpty();
  }
}
