package dev.letterbox.api.spi;

import dev.letterbox.api.MessageKind;
import java.time.Instant;
import java.util.Set;

/**
 * What a notification tells of a message.
 *
 * @param id id of the message
 * @param thread id of the conversation's root
 * @param kind what kind of message it is
 * @param sender name of the user who wrote it; null for a notice, and when a visitor did
 * @param senderName what others are shown of the sender, for a visitor a text that stands for his
 *     address; empty for a notice
 * @param subject null without one
 * @param body the text; of a message that was rejected, too
 * @param level how important it is, see {@link dev.letterbox.api.Level}
 * @param tags free words, in alphabetical order
 * @param view the part of an application that it came from; empty without one
 * @param sentAt when it was written
 * @param reason why it was rejected; null without a reason, and for all others
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
