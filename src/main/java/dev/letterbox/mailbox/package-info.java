/**
 * Mailboxes as their owners see them: counters, pages of folders and conversations, single
 * messages, read state and bulk actions. Each request costs a fixed number of statements.
 */
package dev.letterbox.mailbox;
