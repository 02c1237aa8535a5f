package dev.letterbox.api.spi;

import dev.letterbox.api.MessageKind;
import java.time.Instant;
import java.util.Set;

/**
 * The message of a notification, as it was when the notification was delivered.
 *
 * @param id id of the message
 * @param thread id of the root of the conversation
 * @param kind what kind of message it is
 * @param sender name of the user who wrote it; null for a notice and for a visitor
 * @param senderName display name of the sender; the masked e-mail address of a visitor; empty for a
 *     notice
 * @param subject null for a notice
 * @param body the text, also of a rejected message
 * @param level the importance, see {@link dev.letterbox.api.Level}
 * @param tags free words, in alphabetical order
 * @param view the part of an application that it comes from; empty if unknown
 * @param sentAt when it was written
 * @param reason why it was rejected; null without a reason, and if it was not
 */
public record MessageSnapshot(
    long id,
    long thread,
    MessageKind kind,
    String sender,
    String senderName,
    String subject,
    String body,
    int level,
    Set<String> tags,
    String view,
    Instant sentAt,
    String reason) {}
