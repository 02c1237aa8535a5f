/**
 * Webhooks: URL validation, signing and sending of requests, and the handler of claimed batches.
 */
package dev.letterbox.webhook;
