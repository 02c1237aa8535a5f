/** Moderation of messages by users with the role {@code moderator}. */
package dev.letterbox.api.moderation;
