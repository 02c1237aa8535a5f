/**
 * The outbox, table {@code lb_notification}: append, claim, lease, checkpoint, retry, dead letters
 * and the digest queue. It knows neither channels nor webhooks: {@link
 * dev.letterbox.outbox.RecordFactory} beans decide what is appended, and {@link
 * dev.letterbox.outbox.worker.BatchHandler} beans deliver claimed batches.
 */
package dev.letterbox.outbox;
