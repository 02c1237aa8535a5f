package dev.letterbox.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the workers of this node are at. */
@ApplicationScoped
public class ActiveBatches {

  private static final Logger LOG = Logger.getLogger(ActiveBatches.class.getName());

  private final Set<ClaimedBatch> batches = ConcurrentHashMap.newKeySet();

  public void add(ClaimedBatch batch) {
    batches.add(batch);
  }

  public void remove(ClaimedBatch batch) {
    batches.remove(batch);
  }

  /** Whether nobody is at anything. */
  boolean isEmpty() {
    return batches.isEmpty();
  }

  /** How many workers of a channel have been telling somebody for long. */
  long slowCount(String channel) {
    return batches.stream()
        .filter(batch -> batch.isSlow() && batch.channel().name().equals(channel))
        .count();
  }

  /** So that no lease runs out while somebody is at it. */
  void renewLeases() {
    forEach(ClaimedBatch::renew);
  }

  /** So that nobody waits for somebody else. */
  void handOverSlow() {
    forEach(ClaimedBatch::handOverIfSlow);
  }

  /** What goes wrong with one does not concern the others. */
  private void forEach(Consumer<ClaimedBatch> action) {
    for (ClaimedBatch batch : batches) {
      try {
        action.accept(batch);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Could not look after what is claimed");
      }
    }
  }
}
