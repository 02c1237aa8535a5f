/**
 * Conversations, and what belongs to answering: quoting, drafts. It reads messages and deliveries,
 * and changes them only through the rooms below.
 */
package dev.letterbox.conversation;
