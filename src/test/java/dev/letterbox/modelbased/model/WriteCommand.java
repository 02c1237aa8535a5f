package dev.letterbox.modelbased.model;

import dev.letterbox.api.ModerationStatus;
import java.util.List;

/**
 * A message to write.
 *
 * @param sender null for a visitor
 * @param parent the message to reply to; null for a root message
 * @param recipients recipients; of a reply, the recipients of copies
 * @param byUser whether the sender is the caller, so that blocks apply
 * @param verdict result of the moderation
 * @param archived whether the sender's copy is archived on writing
 * @param deleted whether the sender's copy is deleted on writing
 * @param name name and text of the message; of several messages, the name of the first
 */
public record WriteCommand(
    String sender,
    String parent,
    List<String> recipients,
    boolean byUser,
    ModerationStatus verdict,
    boolean archived,
    boolean deleted,
    String name) {

  /** A message that an application writes in the name of a user. */
  public static WriteCommand of(
      String sender, String parent, List<String> recipients, String name) {
    return new WriteCommand(
        sender, parent, recipients, false, ModerationStatus.ACCEPTED, false, false, name);
  }

  /** The name of one of several messages, counted from zero. */
  public String messageName(int index) {
    return index == 0 ? name : name + (char) ('a' + index);
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
