/**
 * What all resources share: access rules, JSON input, problems, entity tags and idempotency keys.
 */
package dev.letterbox.rest.http;
