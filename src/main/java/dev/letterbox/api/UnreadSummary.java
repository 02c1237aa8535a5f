package dev.letterbox.api;

import java.util.OptionalInt;

/**
 * The unread messages of an inbox.
 *
 * @param unread number of unread messages
 * @param maxLevel the highest level of the unread messages; empty when there are none
 * @param maxLevelTag the name of that level; empty when it has none or there are none
 */
public record UnreadSummary(long unread, OptionalInt maxLevel, String maxLevelTag) {}
