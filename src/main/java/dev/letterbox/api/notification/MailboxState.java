package dev.letterbox.api.notification;

import java.util.OptionalLong;

/**
 * The state of a mailbox at one moment.
 *
 * @param owner name of the user whose mailbox it is
 * @param version grows with each visible change, as {@link
 *     dev.letterbox.api.MailboxService#version}
 * @param unread number of unread messages in the inbox; empty with {@code
 *     letterbox.messages.use-sessions}, where it depends on the session
 */
public record MailboxState(String owner, long version, OptionalLong unread) {}
