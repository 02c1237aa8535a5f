package dev.letterbox.rest.message;

/** How many messages of the inbox are unread. */
public record UnreadCountView(long unreadCount) {}
