package dev.letterbox.model;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What a user sees of the mail of the model. */
final class ModelViews {

  private final Mail mail;

  ModelViews(Mail mail) {
    this.mail = mail;
  }

  Map<String, List<String>> view(
      String user, Collection<Folder> folders, Collection<String> threads) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    if (folders.contains(Folder.INBOX)) {
      parts.put(Part.SUMMARY, List.of(summary(user)));
      for (Grouping grouping : Grouping.values()) {
        parts.put(
            Part.folder(Folder.INBOX, grouping, true), lines(user, Folder.INBOX, grouping, true));
      }
    }
    for (Folder folder : folders) {
      for (Grouping grouping : Grouping.values()) {
        parts.put(Part.folder(folder, grouping, false), lines(user, folder, grouping, false));
      }
    }
    threads.forEach(
        thread -> parts.put(Part.conversation(thread), conversationLines(user, thread)));
    return parts;
  }

  private String summary(String user) {
    List<Letter> unread = unread(mail.inbox(user), user);
    OptionalInt level = unread.stream().mapToInt(letter -> letter.level).max();
    return Part.summary(unread.size(), level);
  }

  private static List<Letter> unread(List<Letter> some, String user) {
    return some.stream().filter(letter -> letter.copies.get(user).isUnread()).toList();
  }

  private List<String> lines(String user, Folder folder, Grouping grouping, boolean unreadOnly) {
    return entries(user, folder, grouping, unreadOnly).stream()
        .map(
            entry ->
                Shown.of(entry.letter, sideIn(entry.letter, user, folder), user, entry.messages)
                    .toString())
        .toList();
  }

  /** An entry of a folder. */
  record Entry(Letter letter, int messages) {}

  List<Entry> entries(String user, Folder folder, Grouping grouping, boolean unreadOnly) {
    List<Letter> there =
        mail.newestFirst(
            mail.of(user).stream().filter(letter -> sideIn(letter, user, folder) != null).toList());
    if (unreadOnly) {
      there = unread(there, user);
    }
    if (grouping == Grouping.MESSAGE) {
      return there.stream().map(letter -> new Entry(letter, 1)).toList();
    }
    Map<String, List<Letter>> threads = new LinkedHashMap<>();
    there.forEach(
        letter -> threads.computeIfAbsent(letter.thread, key -> new ArrayList<>()).add(letter));
    return threads.values().stream()
        .map(letters -> new Entry(letters.get(0), letters.size()))
        .toList();
  }

  /** The side of a message with which it lies in a folder of a user; null when it does not. */
  static Side sideIn(Letter letter, String user, Folder folder) {
    for (Side side : letter.sides(user)) {
      boolean received = side instanceof Copy;
      boolean there =
          switch (folder) {
            case INBOX -> received && side.isOpen() && !side.archived;
            case SENT -> !received && side.isOpen() && !side.archived;
            case ARCHIVES -> side.isOpen() && side.archived;
            case TRASH -> !side.isOpen() && (received || !letter.isInNoFolder());
          };
      if (there) {
        return side;
      }
    }
    return null;
  }

  /** The messages of a conversation that a user may see, oldest first. */
  List<Letter> conversation(String user, String thread) {
    return mail.of(user).stream().filter(letter -> letter.thread.equals(thread)).toList();
  }

  private List<String> conversationLines(String user, String thread) {
    List<Letter> shown = conversation(user, thread);
    if (shown.isEmpty()) {
      return List.of(Outcome.NOT_FOUND);
    }
    return shown.stream()
        .map(letter -> Shown.of(letter, letter.sides(user).get(0), user, 1).toString())
        .toList();
  }
}
