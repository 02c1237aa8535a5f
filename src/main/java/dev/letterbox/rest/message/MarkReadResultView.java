package dev.letterbox.rest.message;

/** The number of messages that became read. */
public record MarkReadResultView(int marked) {}
