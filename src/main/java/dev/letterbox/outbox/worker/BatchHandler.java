package dev.letterbox.outbox.worker;

import java.util.Collection;
import java.util.concurrent.Executor;

/**
 * Delivers the records of some channels. All CDI beans of this type are used; the outbox has a pool
 * of workers for each of their channels.
 */
public interface BatchHandler {

  /** Names of the channels that are delivered now; called about once a second. */
  Collection<String> channels();

  /** Whether records of a channel can be buffered for digests. */
  default boolean supportsDigests(String channel) {
    return false;
  }

  /** Size of the pool of each channel. */
  WorkerPool.PoolSize poolSize();

  /** Executor of the workers of all channels, without transactions. */
  Executor executor();

  /** Delivers a claimed batch, by a worker, without a transaction. */
  void handle(ClaimedBatch batch);

  /**
   * Reads again what other nodes may have changed; called at the start and once a second, without a
   * transaction. Its query may wait, see {@code Database.sendTogether}.
   *
   * @return uses what was read
   */
  default Runnable refreshLater() {
    return () -> {};
  }
}
