package dev.letterbox.message.store.query;

import dev.letterbox.message.store.MessageHeader;
import java.util.Set;

/**
 * A message as notifications and webhooks need it, without its body.
 *
 * @param parentSender sender of the parent; null when that is a visitor, or without a parent
 * @param parentVisitor e-mail address of the parent's sender when that is a visitor, else null
 */
public record NotificationMessage(
    MessageHeader header, Set<String> tags, String parentSender, String parentVisitor) {}
