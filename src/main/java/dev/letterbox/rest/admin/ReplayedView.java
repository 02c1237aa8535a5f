package dev.letterbox.rest.admin;

/** The number of entries that were scheduled for a retry. */
public record ReplayedView(long replayed) {}
