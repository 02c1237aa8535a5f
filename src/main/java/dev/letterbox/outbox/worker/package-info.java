/**
 * The workers of the outbox: a pool for each channel, the poller that wakes them up, and claimed
 * batches with their leases, checkpoints and slow deliveries. {@link
 * dev.letterbox.outbox.worker.BatchHandler} beans deliver the batches.
 */
package dev.letterbox.outbox.worker;
