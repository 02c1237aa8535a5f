package dev.letterbox.api.conversation;

import java.time.Instant;

/**
 * Somebody whom a user does not want to hear of.
 *
 * @param user who is blocked, by the names by which others know him; where there is no such user
 *     any more, both are the name that he had
 * @param since when it was first said
 */
public record Block(Recipient user, Instant since) {}
