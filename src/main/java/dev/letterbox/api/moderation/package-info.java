/** Moderation of messages. */
package dev.letterbox.api.moderation;
