/** Conversations, drafts and blocks. */
package dev.letterbox.api.conversation;
