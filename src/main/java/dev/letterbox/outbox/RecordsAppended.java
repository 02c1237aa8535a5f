package dev.letterbox.outbox;

import java.util.Set;

/**
 * Records were appended; fired in their transaction.
 *
 * @param channels names of their channels
 */
public record RecordsAppended(Set<String> channels) {}
