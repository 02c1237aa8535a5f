package dev.letterbox.modelbased;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.api.UnreadSummary;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.modelbased.model.OperationResult;
import dev.letterbox.modelbased.model.ViewPart;
import dev.letterbox.modelbased.model.VisibleMessage;
import dev.letterbox.testing.support.TestServices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of mailboxes from the real services, with the names of the sequence. */
final class SystemViews {

  private static final int MAX_RESULTS = 1000;

  private final TestServices services;
  private final NameMapping names;

  SystemViews(TestServices services, NameMapping names) {
    this.services = services;
    this.names = names;
  }

  Map<String, List<String>> viewOf(
      String user, Collection<Folder> folders, Collection<String> threads) {
    String owner = names.realUser(user);
    Map<String, List<String>> parts = new LinkedHashMap<>();
    if (folders.contains(Folder.INBOX)) {
      parts.put(ViewPart.SUMMARY, List.of(summary(owner)));
      for (Grouping grouping : Grouping.values()) {
        PageRequest unread =
            request(Folder.INBOX, grouping, owner).filter(MessageFilter.ALL.unread(true));
        parts.put(ViewPart.folder(Folder.INBOX, grouping, true), lines(unread));
      }
    }
    for (Folder folder : folders) {
      for (Grouping grouping : Grouping.values()) {
        parts.put(
            ViewPart.folder(folder, grouping, false), lines(request(folder, grouping, owner)));
      }
    }
    threads.forEach(
        thread -> parts.put(ViewPart.conversation(thread), conversationLines(owner, thread)));
    return parts;
  }

  private String summary(String owner) {
    UnreadSummary summary = services.mailboxes().summary(owner);
    return ViewPart.summary(summary.unread(), summary.maxLevel());
  }

  static PageRequest request(Folder folder, Grouping grouping, String owner) {
    return PageRequest.of(folder, owner).grouping(grouping).limit(MAX_RESULTS);
  }

  static ConversationRequest conversation(String owner, long thread) {
    return ConversationRequest.of(owner, thread).limit(MAX_RESULTS);
  }

  private List<String> conversationLines(String owner, String thread) {
    try {
      return lines(
          ModelTestServices.get()
              .conversations()
              .open(conversation(owner, names.id(thread)).markRead(false))
              .results());
    } catch (MessageNotFoundException e) {
      return List.of(OperationResult.NOT_FOUND);
    }
  }

  private List<String> lines(PageRequest request) {
    Page<Message> page = services.mailboxes().page(request);
    List<String> lines = new ArrayList<>(lines(page.results()));
    long count = page.count().orElse(-1);
    if (count != lines.size()) {
      lines.add("and a count of " + count);
    }
    return lines;
  }

  private List<String> lines(List<Message> messages) {
    return messages.stream().map(message -> toVisibleMessage(message).toString()).toList();
  }

  private VisibleMessage toVisibleMessage(Message message) {
    return new VisibleMessage(
        names.message(message.id()),
        message.messageCount(),
        names.message(message.thread()),
        names.message(message.parent()),
        names.user(message.sender()),
        names.user(message.recipient()),
        message.subject(),
        message.body(),
        message.level(),
        message.sentAt(),
        message.readAt(),
        message.repliedAt(),
        message.archived(),
        message.deletedAt(),
        message.moderationStatus().name(),
        message.moderationReason(),
        message.withdrawnAt());
  }
}
