package dev.letterbox.message;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import java.util.List;

/**
 * What one call has done that others may want to hear: the same as the events of the api, but all
 * of it at once, for those who write it down in sets. Fired before them, in the same transaction.
 */
public record MessagesProcessed(List<MessageSent> sent, List<MessageRejected> rejected) {}
