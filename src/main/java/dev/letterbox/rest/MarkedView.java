package dev.letterbox.rest;

/** How many messages became read. */
public record MarkedView(int marked) {}
