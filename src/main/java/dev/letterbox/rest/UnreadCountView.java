package dev.letterbox.rest;

/** How many messages of the inbox are unread. */
public record UnreadCountView(long unreadCount) {}
