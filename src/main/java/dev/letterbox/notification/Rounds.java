package dev.letterbox.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the workers of this node are at. */
@ApplicationScoped
class Rounds {

  private final Set<Round> underWay = ConcurrentHashMap.newKeySet();

  void begin(Round round) {
    underWay.add(round);
  }

  void end(Round round) {
    underWay.remove(round);
  }

  /** So that no lease runs out while somebody is at it. */
  void renew() {
    underWay.forEach(Round::renew);
  }

  /** So that nobody waits for somebody else. */
  void watch() {
    underWay.forEach(Round::watch);
  }
}
