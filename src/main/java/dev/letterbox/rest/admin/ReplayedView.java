package dev.letterbox.rest.admin;

/** How many entries of the outbox are tried again. */
public record ReplayedView(long replayed) {}
