package dev.letterbox.api.conversation;

import java.util.List;

/**
 * A prefilled message, which is not stored.
 *
 * @param replyTo id of the message that it replies to; null if it is no reply
 * @param recipients possible recipients; of a reply, the sender of the parent
 * @param copies possible recipients of copies of a reply
 * @param visitor masked e-mail address of the visitor that a reply goes to; null without a visitor
 * @param subject one line, at most {@value dev.letterbox.api.NewMessage#MAX_SUBJECT_LENGTH}
 *     characters, may be empty
 * @param body may be empty
 * @param problems why other named users can't be written to, in the words of the error that writing
 *     to them would cause
 */
public record DraftMessage(
    Long replyTo,
    List<Recipient> recipients,
    List<Recipient> copies,
    String visitor,
    String subject,
    String body,
    List<String> problems) {

  public DraftMessage {
    recipients = List.copyOf(recipients);
    copies = List.copyOf(copies);
    problems = List.copyOf(problems);
  }
}
