/**
 * Runs a request that is repeated with the same key once. The claim of the key, the work and its
 * result are one transaction. Results are stored for some hours, except those that contain a
 * secret. Owns {@code lb_idempotency}; does not know what the work is.
 */
package dev.letterbox.idempotency;
