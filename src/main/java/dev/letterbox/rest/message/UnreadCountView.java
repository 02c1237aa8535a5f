package dev.letterbox.rest.message;

public record UnreadCountView(long unreadCount) {}
