package dev.letterbox.api.notification;

import dev.letterbox.api.MailboxService;
import java.util.OptionalLong;

/**
 * How a mailbox is at this moment. To know more, ask {@link MailboxService}.
 *
 * @param owner whose mailbox
 * @param version grows with each change that its owner can see
 * @param unread unread messages of the inbox; empty with {@code letterbox.messages.use-sessions},
 *     where that depends on who asks
 */
public record MailboxState(String owner, long version, OptionalLong unread) {}
