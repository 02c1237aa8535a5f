/** Deletion of messages and deliveries, and of the personal data in them. */
package dev.letterbox.message.store.cleanup;
