package dev.letterbox.modelbased;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.PageRequest.Grouping;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a sequence is thrown at: the model, and the real services. Users and messages have names
 * here that are the same in both. Each operation answers what came of it, which must be the same in
 * both as well.
 */
interface MessagingSystem {

  /** Each step has a time of its own. */
  void setTime(Instant now);

  String allowDeleteUnread(boolean allowed);

  String deleteRead(boolean deletes);

  String write(WriteCommand command);

  String broadcast(String sender, List<String> recipients, String name);

  String sendNotice(List<String> recipients, int level, String name);

  String reply(WriteCommand command);

  String open(String user, String message);

  /** Shows the first entries of a folder, which become read. */
  String listFolder(String user, Folder folder, Grouping grouping, int limit);

  /** Shows a conversation, which becomes read. */
  String openConversation(String user, String thread);

  String markReadUpTo(String user, String message);

  String act(String user, MailboxAction action, List<String> messages, List<String> threads);

  String accept(String moderator, String message);

  String reject(String moderator, String message, String reason);

  String takeBack(String moderator, String message);

  /** Withdraws a message of a user's own; of whoever wrote it when there is no user. */
  String withdraw(String user, String message);

  String block(String user, String other);

  String unblock(String user, String other);

  String cleanUp(int days);

  /** Lets a user leave. */
  String erase(String user, String pseudonym);

  /** Lets another of the same name come. */
  void recreateUser(String user);

  /** What a user sees of some folders and conversations, part by part and line by line. */
  Map<String, List<String>> viewOf(
      String user, Collection<Folder> folders, Collection<String> threads);
}
