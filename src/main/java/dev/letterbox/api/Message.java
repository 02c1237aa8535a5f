package dev.letterbox.api;

import java.time.Instant;
import java.util.List;

/**
 * A message as one of its two sides sees it. All times are UTC with microseconds.
 *
 * @param id grows with time
 * @param thread id of the conversation's root; a root's own id
 * @param kind what kind of message it is
 * @param sender name of the user who wrote it; null for a notice
 * @param recipient name of the user who got it; null where a sender looks at a message with many
 *     deliveries
 * @param subject one line, 1 to 120 characters; null for a notice
 * @param body any length, may be empty, never null
 * @param level how important, see {@link Level}
 * @param levelTag the name of the level, empty when it has none
 * @param tags free words, in alphabetical order
 * @param view the part of an application that the message comes from; empty when not given
 * @param sentAt when it was written
 * @param readAt when the recipient read it first; null while unread, and null for the sender of a
 *     message with many deliveries
 * @param repliedAt when the recipient replied first; null without a reply
 * @param archived whether this side has archived it
 * @param deletedAt when this side deleted it; null when it did not
 * @param moderationStatus where it stands in moderation
 * @param moderationReason why it was rejected; null when it was not, or nobody said why
 * @param parent id of the message that it replies to; null when it is no reply
 * @param visitor the address of the visitor on the other side, so that nobody can write to it; null
 *     when there is none
 * @param withdrawnAt when it was withdrawn: then its subject is null and its body empty; null when
 *     it was not
 * @param messages how many messages of its conversation a folder shows, where it stands for all of
 *     them; 1 elsewhere
 */
public record Message(
    long id,
    long thread,
    MessageKind kind,
    String sender,
    String recipient,
    String subject,
    String body,
    int level,
    String levelTag,
    List<String> tags,
    String view,
    Instant sentAt,
    Instant readAt,
    Instant repliedAt,
    boolean archived,
    Instant deletedAt,
    ModerationStatus moderationStatus,
    String moderationReason,
    Long parent,
    String visitor,
    Instant withdrawnAt,
    int messages) {

  public Message {
    tags = List.copyOf(tags);
  }
}
