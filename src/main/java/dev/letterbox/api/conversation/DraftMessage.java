package dev.letterbox.api.conversation;

import java.util.List;

/**
 * A message to begin with; nothing of it is stored.
 *
 * @param replyTo id of the message that it replies to; null when it is no reply
 * @param recipients whom it can go to; for a reply, who wrote the message
 * @param copies who can get a copy of a reply
 * @param visitor the address of the visitor whom a reply goes to, so that nobody can write to it;
 *     null for none
 * @param subject one line of at most 120 characters, may be empty
 * @param body may be empty
 * @param problems why others who were named can't be written to, in the words in which writing to
 *     them would be refused
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
