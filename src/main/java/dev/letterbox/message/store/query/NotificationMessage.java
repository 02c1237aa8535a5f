package dev.letterbox.message.store.query;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.Set;

/**
 * A message as notifications and webhooks need it, without its body.
 *
 * @param parent id of the message that it replies to; null without one
 * @param recipient null for none or several
 * @param visitor e-mail address of the visitor on one of its sides; null without one
 * @param moderator name of the user who moderated it last; null without one
 * @param parentSender sender of the parent; null when that is a visitor, or without a parent
 * @param parentVisitor e-mail address of the parent's sender when that is a visitor, else null
 */
public record NotificationMessage(
    long id,
    long thread,
    Long parent,
    MessageKind kind,
    String sender,
    String recipient,
    String visitor,
    String subject,
    int level,
    Set<String> tags,
    String view,
    Instant sentAt,
    ModerationStatus status,
    String reason,
    String moderator,
    String parentSender,
    String parentVisitor) {}
