package dev.letterbox.message.store;

import java.util.Collection;

/**
 * Messages are deleted; fired in that transaction, while their rows still exist, so that others
 * delete what refers to them.
 */
public record MessagesDeleted(Collection<Long> messageIds) {}
