package dev.letterbox.modelbased;

import dev.letterbox.api.ModerationStatus;
import java.util.List;

/**
 * Something that is written.
 *
 * @param sender null for a visitor
 * @param parent what it replies to; null for a message that begins a conversation
 * @param recipients those written to; of a reply, those who get a copy
 * @param byUser whether the sender writes himself, so that blocks hold
 * @param verdict what moderation says
 * @param archived whether the sender's side begins archived
 * @param deleted whether the sender's side begins deleted
 * @param name name of the first message that comes of it, and what its text is
 */
record WriteCommand(
    String sender,
    String parent,
    List<String> recipients,
    boolean byUser,
    ModerationStatus verdict,
    boolean archived,
    boolean deleted,
    String name) {

  /** A message of an application in this user's name. */
  static WriteCommand of(String sender, String parent, List<String> recipients, String name) {
    return new WriteCommand(
        sender, parent, recipients, false, ModerationStatus.ACCEPTED, false, false, name);
  }

  @Override
  public String toString() {
    return (sender == null ? "a visitor" : sender)
        + (byUser ? " writes " : " is written for: ")
        + (parent == null ? "to " : "an answer to " + parent + ", with copies to ")
        + recipients
        + ", "
        + verdict
        + (archived ? ", archived" : "")
        + (deleted ? ", deleted" : "");
  }
}
