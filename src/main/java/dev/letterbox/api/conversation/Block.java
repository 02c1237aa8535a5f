package dev.letterbox.api.conversation;

import java.time.Instant;

/**
 * A user whom another user has blocked.
 *
 * @param user the blocked user; if the user no longer exists, both names are the former one
 * @param since when the block was first set
 */
public record Block(Recipient user, Instant since) {}
