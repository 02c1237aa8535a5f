package dev.letterbox.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which claims the workers of this node have, so that none of them runs out while they work. */
@ApplicationScoped
class Leases {

  private final Map<String, Outbox.Claim> held = new ConcurrentHashMap<>();

  @Inject private Outbox outbox;

  void hold(Outbox.Claim claim) {
    held.put(claim.mark(), claim);
  }

  void end(Outbox.Claim claim) {
    held.remove(claim.mark());
  }

  /** To be called several times within a lease. */
  void renew() {
    held.values().forEach(claim -> outbox.renew(claim.mark(), claim.entries()));
  }
}
