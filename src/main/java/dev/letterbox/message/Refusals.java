package dev.letterbox.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who can't be written to, and why; told in the words of django-postman. */
class Refusals {

  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> rejected = new LinkedHashSet<>();
  private final Set<String> impossible = new LinkedHashSet<>();

  /** Nobody is called like this, or is active. */
  void unknown(String name) {
    unknown.add(name);
  }

  /** A user filter refuses this user. */
  void rejected(String name, String reason) {
    rejected.add(withReason(name, reason));
  }

  /** An exchange filter refuses this user. */
  void impossible(String name, String reason) {
    impossible.add(withReason(name, reason));
  }

  private static String withReason(String name, String reason) {
    return reason.isEmpty() ? name : name + " (" + reason + ")";
  }

  /** One sentence for each kind. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    add("Some usernames are unknown or no more active: ", unknown, sentences);
    add("Some usernames are rejected: ", rejected, sentences);
    add("Writing to some users is not possible: ", impossible, sentences);
    return sentences;
  }

  private static void add(String beginning, Set<String> names, List<String> sentences) {
    if (!names.isEmpty()) {
      sentences.add(beginning + String.join(", ", names) + ".");
    }
  }
}
