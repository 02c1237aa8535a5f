/**
 * What is asked for again under the same key is done once. The claim of a key, the work and its
 * answer are one transaction; answers are kept for some hours, encrypted with the key. Knows
 * nothing of what the work is.
 */
package dev.letterbox.idempotency;
