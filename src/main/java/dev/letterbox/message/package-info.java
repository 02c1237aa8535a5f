/**
 * Writing, broadcasting and telling: from the input of a trusted application to rows of messages,
 * deliveries and counters, and the event that says so. Whoever changes a counter does it through
 * {@link dev.letterbox.message.store.MailboxCounters}.
 */
package dev.letterbox.message;
