/**
 * Drafts of messages and replies, quoting, and the search for recipients. Messages are read through
 * {@code MailboxService}.
 */
package dev.letterbox.conversation;
