/**
 * Drafts of messages and replies, and quoting. Messages are read through {@code MailboxService}.
 */
package dev.letterbox.conversation;
