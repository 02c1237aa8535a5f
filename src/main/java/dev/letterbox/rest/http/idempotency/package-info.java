/** The header {@code Idempotency-Key}. */
package dev.letterbox.rest.http.idempotency;
