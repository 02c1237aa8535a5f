package dev.letterbox.modelbased;

import dev.letterbox.api.Folder;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.modelbased.model.OperationResult;
import dev.letterbox.modelbased.model.ReferenceModel;
import dev.letterbox.modelbased.model.ViewPart;
import dev.letterbox.testing.support.TestServices;
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
 * Runs a sequence on the model and on the real services, with its own users, and compares both
 * after each step.
 */
final class ModelComparison {

  private static final Set<Folder> ALL_FOLDERS = EnumSet.allOf(Folder.class);

  private final TestServices services;
  private final ReferenceModel model = new ReferenceModel();
  private final NameMapping nameMapping;
  private final TestedSystem real;
  private final List<String> realUsers;
  private final Map<String, Map<String, List<String>>> lastViews = new HashMap<>();
  private DatabaseSnapshot snapshot;

  private ModelComparison(TestServices services) {
    this.services = services;
    this.realUsers = services.users().createMany("model", SequenceGenerator.USERS.size());
    this.nameMapping = new NameMapping(SequenceGenerator.USERS, realUsers);
    this.real = new TestedSystem(services, nameMapping);
    this.snapshot = DatabaseSnapshot.read(services.sql(), realUsers, nameMapping.firstId());
  }

  /** The first difference; empty if there is none. */
  static Optional<String> findDifference(TestServices services, List<ModelStep> steps) {
    ModelComparison comparison = new ModelComparison(services);
    for (ModelStep step : steps) {
      Optional<String> difference = comparison.runStep(step);
      if (difference.isPresent()) {
        return difference.map(text -> "After step " + step + "\n" + text);
      }
    }
    return Optional.empty();
  }

  private Optional<String> runStep(ModelStep step) {
    try {
      return runAndCompare(step);
    } catch (RuntimeException e) {
      return Optional.of(StackTraces.format(e));
    }
  }

  private Optional<String> runAndCompare(ModelStep step) {
    model.setTime(SequenceGenerator.timeOf(step));
    real.setTime(SequenceGenerator.timeOf(step));
    String expected = step.operation().applyTo(model);
    String actual = step.operation().applyTo(real);
    if (!expected.equals(actual)) {
      return findDifference("result", expected, actual);
    }
    return compareAll();
  }

  private Optional<String> compareAll() {
    DatabaseSnapshot current =
        DatabaseSnapshot.read(services.sql(), realUsers, nameMapping.firstId());
    List<String> violations = current.violations();
    if (!violations.isEmpty()) {
      return Optional.of("violated invariants: " + violations);
    }
    Set<String> recipients = current.recipientsChangedSince(snapshot);
    Set<String> senders = current.sendersChangedSince(snapshot);
    Set<String> threads = new HashSet<>();
    current
        .threadsChangedSince(snapshot)
        .forEach(thread -> threads.add(nameMapping.message(thread)));
    for (String user : SequenceGenerator.USERS) {
      String owner = nameMapping.realUser(user);
      Set<Folder> folders = folders(recipients.contains(owner), senders.contains(owner));
      Optional<String> difference = compare(user, folders, threads, current);
      if (difference.isPresent()) {
        return difference;
      }
    }
    snapshot = current;
    return Optional.empty();
  }

  /** The folders whose content can have changed. */
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
   * Compares the folders and conversations whose rows have changed or whose expected content has;
   * all others show the same content as before.
   */
  private Optional<String> compare(
      String user,
      Set<Folder> changedFolders,
      Set<String> changedThreads,
      DatabaseSnapshot current) {
    Map<String, List<String>> expected = model.viewOf(user, ALL_FOLDERS, model.threads());
    Map<String, List<String>> before = lastViews.put(user, expected);
    Set<Folder> folders = EnumSet.copyOf(ALL_FOLDERS);
    Set<String> threads = new HashSet<>(model.threads());
    if (before != null) {
      folders.removeIf(
          folder -> !changedFolders.contains(folder) && isSameFolder(folder, before, expected));
      threads.removeIf(
          thread ->
              (changedFolders.isEmpty() || !changedThreads.contains(thread))
                  && isSamePart(ViewPart.conversation(thread), before, expected));
    }
    Map<String, List<String>> actual = real.viewOf(user, folders, threads);
    for (Map.Entry<String, List<String>> actualPart : actual.entrySet()) {
      List<String> expectedLines =
          expected.getOrDefault(actualPart.getKey(), List.of(OperationResult.NOT_FOUND));
      if (!expectedLines.equals(actualPart.getValue())) {
        return findDifference(
            user + ", " + actualPart.getKey(),
            String.join("\n", expectedLines),
            String.join("\n", actualPart.getValue()));
      }
    }
    return compareVersion(user, before, expected, current);
  }

  private static boolean isSameFolder(
      Folder folder, Map<String, List<String>> before, Map<String, List<String>> after) {
    return Arrays.stream(Grouping.values())
        .allMatch(grouping -> isSamePart(ViewPart.folder(folder, grouping, false), before, after));
  }

  private static boolean isSamePart(
      String part, Map<String, List<String>> before, Map<String, List<String>> after) {
    return Objects.equals(before.get(part), after.get(part));
  }

  private Optional<String> compareVersion(
      String user,
      Map<String, List<String>> before,
      Map<String, List<String>> after,
      DatabaseSnapshot current) {
    String owner = nameMapping.realUser(user);
    boolean inboxChanged = before != null && !inboxOf(before).equals(inboxOf(after));
    return inboxChanged && current.version(owner) <= snapshot.version(owner)
        ? Optional.of(
            user + " sees a different inbox, but the version is still " + current.version(owner))
        : Optional.empty();
  }

  private static List<Object> inboxOf(Map<String, List<String>> view) {
    List<Object> parts = new ArrayList<>();
    view.forEach(
        (part, lines) -> {
          if (part.contains("inbox") || part.equals(ViewPart.SUMMARY)) {
            parts.add(lines);
          }
        });
    return parts;
  }

  private static Optional<String> findDifference(String label, Object expected, Object actual) {
    return Objects.equals(expected, actual)
        ? Optional.empty()
        : Optional.of(label + "\n-- expected:\n" + expected + "\n-- but was:\n" + actual);
  }
}
