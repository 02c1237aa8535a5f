package dev.letterbox.model;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.testing.Services;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Does a sequence to the model and to the real services, with users of its own, and compares them
 * after each step.
 */
final class Replay {

  private static final Set<Folder> ALL_FOLDERS = EnumSet.allOf(Folder.class);

  private final Services services;
  private final Model model = new Model();
  private final Names names;
  private final RealWorld real;
  private final List<String> realUsers;
  private final Map<String, Map<String, List<String>>> seen = new HashMap<>();
  private TableRows rows;

  private Replay(Services services) {
    this.services = services;
    this.realUsers = services.users().many("model", Generator.USERS.size());
    this.names = new Names(Generator.USERS, realUsers);
    this.real = new RealWorld(services, names);
    this.rows = TableRows.read(services.sql(), realUsers, names.firstId());
  }

  /** Where the two differ, and how; empty when they never do. */
  static Optional<String> difference(Services services, List<Step> steps) {
    Replay replay = new Replay(services);
    for (Step step : steps) {
      Optional<String> difference = replay.tryStep(step);
      if (difference.isPresent()) {
        return difference.map(text -> "After step " + step + "\n" + text);
      }
    }
    return Optional.empty();
  }

  private Optional<String> tryStep(Step step) {
    try {
      return step(step);
    } catch (RuntimeException e) {
      return Optional.of(Trace.of(e));
    }
  }

  private Optional<String> step(Step step) {
    model.setTime(Generator.timeOf(step));
    real.setTime(Generator.timeOf(step));
    String expected = step.deed().in(model);
    String actual = step.deed().in(real);
    if (!expected.equals(actual)) {
      return difference("what came of it", expected, actual);
    }
    return compareAll();
  }

  private Optional<String> compareAll() {
    TableRows now = TableRows.read(services.sql(), realUsers, names.firstId());
    List<String> mistakes = now.mistakes();
    if (!mistakes.isEmpty()) {
      return Optional.of("does not fit: " + mistakes);
    }
    Set<String> recipients = now.recipientsChangedSince(rows);
    Set<String> senders = now.sendersChangedSince(rows);
    Set<String> threads = new HashSet<>();
    now.threadsChangedSince(rows).forEach(thread -> threads.add(names.message(thread)));
    for (String user : Generator.USERS) {
      String owner = names.realUser(user);
      Set<Folder> folders = folders(recipients.contains(owner), senders.contains(owner));
      Optional<String> difference = compare(user, folders, threads, now);
      if (difference.isPresent()) {
        return difference;
      }
    }
    rows = now;
    return Optional.empty();
  }

  /** Those that can show something else than before. */
  private static Set<Folder> folders(boolean receivedChanged, boolean sentChanged) {
    Set<Folder> folders = EnumSet.noneOf(Folder.class);
    if (receivedChanged) {
      folders.addAll(List.of(Folder.INBOX, Folder.ARCHIVES, Folder.TRASH));
    }
    if (sentChanged) {
      folders.addAll(List.of(Folder.SENT, Folder.ARCHIVES, Folder.TRASH));
    }
    return folders;
  }

  /**
   * What a user sees depends on rows: with the same rows as before it is the same as before. So it
   * is looked at where rows have changed, and where the model says that it is not the same.
   */
  private Optional<String> compare(
      String user, Set<Folder> changed, Set<String> changedThreads, TableRows now) {
    Map<String, List<String>> expected = model.view(user, ALL_FOLDERS, model.threads());
    Map<String, List<String>> before = seen.put(user, expected);
    Set<Folder> folders = EnumSet.copyOf(ALL_FOLDERS);
    Set<String> threads = new HashSet<>(model.threads());
    if (before != null) {
      folders.removeIf(folder -> !changed.contains(folder) && sameFolder(folder, before, expected));
      threads.removeIf(
          thread ->
              (changed.isEmpty() || !changedThreads.contains(thread))
                  && same(Part.conversation(thread), before, expected));
    }
    Map<String, List<String>> actual = real.view(user, folders, threads);
    for (Map.Entry<String, List<String>> part : actual.entrySet()) {
      List<String> wanted = expected.getOrDefault(part.getKey(), List.of(Outcome.NOT_FOUND));
      if (!wanted.equals(part.getValue())) {
        return difference(
            user + ", " + part.getKey(),
            String.join("\n", wanted),
            String.join("\n", part.getValue()));
      }
    }
    return versionGrew(user, before, expected, now);
  }

  private static boolean sameFolder(
      Folder folder, Map<String, List<String>> before, Map<String, List<String>> after) {
    return Arrays.stream(Grouping.values())
        .allMatch(grouping -> same(Part.folder(folder, grouping, false), before, after));
  }

  private static boolean same(
      String part, Map<String, List<String>> before, Map<String, List<String>> after) {
    return Objects.equals(before.get(part), after.get(part));
  }

  private Optional<String> versionGrew(
      String user,
      Map<String, List<String>> before,
      Map<String, List<String>> after,
      TableRows now) {
    String owner = names.realUser(user);
    boolean visible = before != null && !inboxOf(before).equals(inboxOf(after));
    return visible && now.version(owner) <= rows.version(owner)
        ? Optional.of(user + " sees another inbox, but the version stays " + now.version(owner))
        : Optional.empty();
  }

  private static List<Object> inboxOf(Map<String, List<String>> view) {
    List<Object> parts = new ArrayList<>();
    view.forEach(
        (part, lines) -> {
          if (part.contains("inbox") || part.equals(Part.SUMMARY)) {
            parts.add(lines);
          }
        });
    return parts;
  }

  private static Optional<String> difference(String what, Object expected, Object actual) {
    return Objects.equals(expected, actual)
        ? Optional.empty()
        : Optional.of(what + "\n-- expected:\n" + expected + "\n-- but was:\n" + actual);
  }
}
