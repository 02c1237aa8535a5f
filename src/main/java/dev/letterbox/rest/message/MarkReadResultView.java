package dev.letterbox.rest.message;

/** How many messages became read. */
public record MarkReadResultView(int marked) {}
