/** Conversations, drafts and blocks over REST. */
package dev.letterbox.rest.conversation;
