package dev.letterbox.message;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import java.util.List;

/**
 * All events of one call together, for observers that store them in sets. Fired before the single
 * events of the api, in the same transaction.
 */
public record MessagesProcessed(List<MessageSent> sent, List<MessageRejected> rejected) {}
