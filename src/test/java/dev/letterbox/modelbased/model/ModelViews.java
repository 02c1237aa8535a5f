package dev.letterbox.modelbased.model;

import dev.letterbox.api.Folder;
import dev.letterbox.api.PageRequest.Grouping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The content of mailboxes in the model. */
final class ModelViews {

  private final ModelState state;

  ModelViews(ModelState state) {
    this.state = state;
  }

  Map<String, List<String>> viewOf(
      String user, Collection<Folder> folders, Collection<String> threads) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    if (folders.contains(Folder.INBOX)) {
      parts.put(ViewPart.SUMMARY, List.of(summary(user)));
      for (Grouping grouping : Grouping.values()) {
        parts.put(
            ViewPart.folder(Folder.INBOX, grouping, true),
            lines(user, Folder.INBOX, grouping, true));
      }
    }
    for (Folder folder : folders) {
      for (Grouping grouping : Grouping.values()) {
        parts.put(ViewPart.folder(folder, grouping, false), lines(user, folder, grouping, false));
      }
    }
    threads.forEach(
        thread -> parts.put(ViewPart.conversation(thread), conversationLines(user, thread)));
    return parts;
  }

  private String summary(String user) {
    List<ModelMessage> unread = unread(state.inbox(user), user);
    OptionalInt level = unread.stream().mapToInt(message -> message.level).max();
    return ViewPart.summary(unread.size(), level);
  }

  private static List<ModelMessage> unread(List<ModelMessage> messages, String user) {
    return messages.stream().filter(message -> message.deliveries.get(user).isUnread()).toList();
  }

  private List<String> lines(String user, Folder folder, Grouping grouping, boolean unreadOnly) {
    return entries(user, folder, grouping, unreadOnly).stream()
        .map(
            entry ->
                VisibleMessage.of(
                        entry.message,
                        entryIn(entry.message, user, folder),
                        user,
                        entry.messageCount)
                    .toString())
        .toList();
  }

  /** An entry of a folder. */
  record FolderEntry(ModelMessage message, int messageCount) {}

  List<FolderEntry> entries(String user, Folder folder, Grouping grouping, boolean unreadOnly) {
    List<ModelMessage> inFolder =
        state.newestFirst(
            state.visibleTo(user).stream()
                .filter(message -> entryIn(message, user, folder) != null)
                .toList());
    if (unreadOnly) {
      inFolder = unread(inFolder, user);
    }
    if (grouping == Grouping.MESSAGE) {
      return inFolder.stream().map(message -> new FolderEntry(message, 1)).toList();
    }
    Map<String, List<ModelMessage>> threads = new LinkedHashMap<>();
    inFolder.forEach(
        message -> threads.computeIfAbsent(message.thread, key -> new ArrayList<>()).add(message));
    return threads.values().stream()
        .map(threadMessages -> new FolderEntry(threadMessages.get(0), threadMessages.size()))
        .toList();
  }

  /** The copy of a message that is in a folder of a user; null if there is none. */
  static ModelEntry entryIn(ModelMessage message, String user, Folder folder) {
    for (ModelEntry entry : message.entriesOf(user)) {
      boolean received = entry instanceof ModelDelivery;
      boolean contained =
          switch (folder) {
            case INBOX -> received && entry.isOpen() && !entry.archived;
            case SENT -> !received && entry.isOpen() && !entry.archived;
            case ARCHIVES -> entry.isOpen() && entry.archived;
            case TRASH -> !entry.isOpen() && (received || !message.isHiddenFromFolders());
          };
      if (contained) {
        return entry;
      }
    }
    return null;
  }

  /** The messages of a conversation that a user may see, oldest first. */
  List<ModelMessage> conversation(String user, String thread) {
    return state.visibleTo(user).stream().filter(message -> message.thread.equals(thread)).toList();
  }

  private List<String> conversationLines(String user, String thread) {
    List<ModelMessage> visible = conversation(user, thread);
    if (visible.isEmpty()) {
      return List.of(OperationResult.NOT_FOUND);
    }
    return visible.stream()
        .map(
            message ->
                VisibleMessage.of(message, message.entriesOf(user).get(0), user, 1).toString())
        .toList();
  }
}
