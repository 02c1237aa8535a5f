package dev.letterbox.mailbox;

import dev.letterbox.api.Message;

/**
 * An expected message of a page.
 *
 * @param received whether it is the received side, else the sent side
 */
record GeneratedEntry(Message message, boolean received) {}
