/**
 * The outbox table of notifications: append, claim, lease, checkpoint, retry, dead letters and the
 * digest queue.
 */
package dev.letterbox.outbox;
