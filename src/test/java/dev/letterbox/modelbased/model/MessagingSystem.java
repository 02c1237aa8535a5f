package dev.letterbox.modelbased.model;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.PageRequest.Grouping;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The operations of a sequence, implemented by the model and by the real services. Users and
 * messages have names that are the same in both. Each operation returns its result as text, which
 * must be the same in both.
 */
public interface MessagingSystem {

  /** Sets the clock; each step has its own time. */
  void setTime(Instant now);

  String allowDeleteUnread(boolean allowed);

  String deleteRead(boolean deletes);

  String write(WriteCommand command);

  String broadcast(String sender, List<String> recipients, String name);

  String sendNotice(List<String> recipients, int level, String name);

  String reply(WriteCommand command);

  String open(String user, String message);

  /** Lists the first entries of a folder and marks them read. */
  String listFolder(String user, Folder folder, Grouping grouping, int limit);

  /** Opens a conversation and marks its messages read. */
  String openConversation(String user, String thread);

  String markReadUpTo(String user, String message);

  String act(String user, MailboxAction action, List<String> messages, List<String> threads);

  String accept(String moderator, String message);

  String reject(String moderator, String message, String reason);

  String takeBack(String moderator, String message);

  /** Withdraws a message as its sender, or as an application if the user is null. */
  String withdraw(String user, String message);

  String block(String user, String other);

  String unblock(String user, String other);

  String cleanUp(int days);

  /** Erases a user. */
  String erase(String user, String pseudonym);

  /** Creates a user with the name of an erased one. */
  void recreateUser(String user);

  /** The content of folders and conversations as a user sees them, by part. */
  Map<String, List<String>> viewOf(
      String user, Collection<Folder> folders, Collection<String> threads);
}
