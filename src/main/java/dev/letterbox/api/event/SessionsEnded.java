package dev.letterbox.api.event;

import java.util.List;

/**
 * Sessions have ended: by a log-out, a new log-in, a changed password, or because they expired.
 * Fired in the transaction that ends them, once for all of them. An observer can remove what it
 * keeps for a session in the same transaction ({@code @Observes}) or after the commit
 * ({@code @Observes(during = TransactionPhase.AFTER_SUCCESS)}).
 *
 * @param sessions their ids, see {@link dev.letterbox.api.Notice#inSession}, in alphabetical order
 */
public record SessionsEnded(List<String> sessions) {

  public SessionsEnded {
    sessions = sessions.stream().sorted().toList();
  }
}
