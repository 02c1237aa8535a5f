/** Who decides whether a message reaches its recipient: auto-moderators, moderators, the queue. */
package dev.letterbox.moderation;
