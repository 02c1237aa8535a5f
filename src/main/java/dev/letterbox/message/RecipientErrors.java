package dev.letterbox.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects recipients who can't be written to, and why; the texts are those of django-postman. */
class RecipientErrors {

  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> rejectedByUserFilter = new LinkedHashSet<>();
  private final Set<String> rejectedByExchangeFilter = new LinkedHashSet<>();

  /** Adds a name that no active user has. */
  void addUnknown(String name) {
    unknown.add(name);
  }

  /** Adds a user whom a user filter rejects. */
  void addRejectedByUserFilter(String name, String reason) {
    rejectedByUserFilter.add(withReason(name, reason));
  }

  /** Adds a user whom an exchange filter rejects for this sender. */
  void addRejectedByExchangeFilter(String name, String reason) {
    rejectedByExchangeFilter.add(withReason(name, reason));
  }

  private static String withReason(String name, String reason) {
    return reason.isEmpty() ? name : name + " (" + reason + ")";
  }

  /** One sentence for each kind of error. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    addSentence("Some usernames are unknown or no more active: ", unknown, sentences);
    addSentence("Some usernames are rejected: ", rejectedByUserFilter, sentences);
    addSentence("Writing to some users is not possible: ", rejectedByExchangeFilter, sentences);
    return sentences;
  }

  private static void addSentence(String prefix, Set<String> names, List<String> sentences) {
    if (!names.isEmpty()) {
      sentences.add(prefix + String.join(", ", names) + ".");
    }
  }
}
