package dev.letterbox.rest;

/** What waits in an inbox. */
public record SummaryView(long count, Integer maxLevel, String maxLevelTag) {}
