package dev.letterbox.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the workers of this node are at. */
@ApplicationScoped
class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class.getName());

  private final Set<Round> underWay = ConcurrentHashMap.newKeySet();

  void begin(Round round) {
    underWay.add(round);
  }

  void end(Round round) {
    underWay.remove(round);
  }

  /** Whether nobody is at anything. */
  boolean isEmpty() {
    return underWay.isEmpty();
  }

  /** How many workers of a channel have been telling somebody for long. */
  long slow(String channel) {
    return underWay.stream()
        .filter(round -> round.isSlow() && round.channel().name().equals(channel))
        .count();
  }

  /** So that no lease runs out while somebody is at it. */
  void renew() {
    each(Round::renew);
  }

  /** So that nobody waits for somebody else. */
  void watch() {
    each(Round::watch);
  }

  /** What goes wrong with one does not concern the others. */
  private void each(Consumer<Round> work) {
    for (Round round : underWay) {
      try {
        work.accept(round);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Could not look after what is claimed");
      }
    }
  }
}
