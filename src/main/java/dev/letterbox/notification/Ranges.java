package dev.letterbox.notification;

import static java.util.stream.Collectors.toCollection;

import dev.letterbox.message.RecipientsOfMessage;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import dev.letterbox.shared.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far those ranges have got that somebody has claimed. A worker may be at a name in the moment
 * in which its bearer is erased: then the name before stands for it.
 */
@ApplicationScoped
class Ranges {

  private static final String PROGRESS =
      """
      update lb_notification set range_start = ?, next_attempt_at = ?, attempts = 1
      where id = ? and claim_token = ?
      """;
  private static final String SHORTEN =
      "update lb_notification set range_end = ? where id = ? and claim_token = ?";

  @EJB private Transactions transactions;
  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Outbox outbox;
  @Inject private RecipientsOfMessage recipients;

  /**
   * Everybody up to here has been told, except for those who could not be: they get entries of
   * their own, unless they have been erased.
   *
   * @return whether the range is still held; otherwise nothing has changed
   */
  boolean progress(String mark, Entry range, String upTo, List<Failed> failed) {
    Instant now = clock.now();
    return transactions.begin(
        () -> {
          Set<String> names =
              failed.stream().map(Failed::recipient).collect(toCollection(HashSet::new));
          names.add(upTo);
          Set<String> staying = recipients.staying(range.messageId(), names);
          String after = bound(range, upTo, staying);
          boolean held = sql.update(PROGRESS, after, outbox.leaseFrom(now), range.id(), mark) > 0;
          if (held) {
            outbox.addFailed(
                failed.stream().filter(each -> staying.contains(each.recipient())).toList(), now);
          }
          return held;
        });
  }

  /** A range ends with this name from now on, and what comes after it waits for anybody. */
  void divide(String mark, Entry range, String name) {
    transactions.begin(
        () -> {
          String last = bound(range, name, recipients.staying(range.messageId(), List.of(name)));
          if (sql.update(SHORTEN, last, range.id(), mark) > 0) {
            outbox.add(List.of(range.behind(last)));
          }
          return null;
        });
  }

  private String bound(Entry range, String name, Set<String> staying) {
    return staying.contains(name) ? name : recipients.lastStayingBefore(range.messageId(), name);
  }
}
