package dev.letterbox.api.event;

import java.util.List;

/**
 * Sessions have ended: by a log-out, a new log-in, a changed password, or because nobody used them
 * any more. Fired in the transaction that ends them, once for all of them, so that whoever keeps
 * something for a session can take it away with it ({@code @Observes}), or after the commit
 * ({@code @Observes(during = TransactionPhase.AFTER_SUCCESS)}).
 *
 * @param sessions their ids, as {@link dev.letterbox.api.Notice#inSession} takes them, in
 *     alphabetical order
 */
public record SessionsEnded(List<String> sessions) {

  public SessionsEnded {
    sessions = sessions.stream().sorted().toList();
  }
}
