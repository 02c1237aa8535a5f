package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.message.store.maintenance.IntegrityQuery;
import dev.letterbox.message.store.maintenance.IntegrityQuery.IntegrityViolation;
import dev.letterbox.message.store.maintenance.IntegrityRule;
import dev.letterbox.message.store.maintenance.MessageIdRanges.MessageIdRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks messages and deliveries against all rules, without locks. On Derby this sees uncommitted
 * changes, so each violation is confirmed in a transaction that waits for them.
 */
@ApplicationScoped
class IntegrityCheck {

  @Inject private IntegrityQuery query;
  @Inject private TransactionBatches batches;

  /** Checks all messages of a range. */
  void run(MessageIdRange range, Findings findings) {
    for (IntegrityRule rule : IntegrityRule.ALL) {
      List<IntegrityViolation> violations = query.find(rule, range, CheckupReport.MAX_EXAMPLES + 1);
      if (violations.size() > CheckupReport.MAX_EXAMPLES) {
        findings.add(rule.kind(), descriptions(violations), query.count(rule, range));
      } else {
        List<String> confirmed =
            descriptions(query.mustBeConfirmed() ? confirm(rule, violations) : violations);
        findings.add(rule.kind(), confirmed, confirmed.size());
      }
    }
  }

  private static List<String> descriptions(List<IntegrityViolation> violations) {
    return violations.stream().map(IntegrityCheck::description).toList();
  }

  private static String description(IntegrityViolation violation) {
    String message = "message " + violation.message();
    return violation.recipient() == null ? message : message + " to " + violation.recipient();
  }

  /** Rows that stay locked by other transactions are no finding. */
  private List<IntegrityViolation> confirm(
      IntegrityRule rule, List<IntegrityViolation> violations) {
    List<IntegrityViolation> confirmed = new ArrayList<>();
    violations.stream()
        .map(IntegrityViolation::message)
        .distinct()
        .map(id -> new MessageIdRange(id - 1, id))
        .forEach(
            message ->
                batches
                    .inNewTransaction(
                        () -> query.findCommitted(rule, message, CheckupReport.MAX_EXAMPLES + 1))
                    .ifPresent(confirmed::addAll));
    return confirmed;
  }
}
