/**
 * Webhooks: URL validation, signing and sending of requests, the records that events append to the
 * outbox, and the handler of claimed batches.
 */
package dev.letterbox.webhook;
