package dev.letterbox.message.store.query;

import java.util.List;
import java.util.OptionalLong;

/**
 * The rows of a page.
 *
 * @param messages one more than the limit of the request if it has a cursor and there is another
 *     page
 * @param total number of all entries; empty if the request does not count them
 */
public record PageRows(List<MailboxMessage> messages, OptionalLong total) {}
