/**
 * The outbox, table {@code lb_notification}: append, claim, lease, checkpoint, retry, dead letters
 * and the digest queue. It knows neither channels nor webhooks: {@link
 * dev.letterbox.outbox.RecordFactory} beans decide what is appended, and {@link
 * dev.letterbox.outbox.worker.BatchHandler} beans deliver claimed batches.
 *
 * <p>Lock order: to avoid deadlocks, a transaction locks deliveries and messages first, then
 * records in the order of their ids, and mailboxes last. So statements change one record by its id;
 * records that meet another condition are found without locks before.
 */
package dev.letterbox.outbox;
