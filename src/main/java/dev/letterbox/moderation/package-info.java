/** Moderation: the chain of auto-moderators, the queue, and decisions of moderators. */
package dev.letterbox.moderation;
