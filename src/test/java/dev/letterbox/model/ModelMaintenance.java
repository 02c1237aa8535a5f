package dev.letterbox.model;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cleaning up and erasing in the model. */
final class ModelMaintenance {

  private final Mail mail;

  ModelMaintenance(Mail mail) {
    this.mail = mail;
  }

  /** Removes conversations all of whose sides were deleted until a time. */
  void cleanup(Instant until) {
    Set<String> kept =
        mail.letters.values().stream()
            .filter(letter -> !isDone(letter, until))
            .map(letter -> letter.thread)
            .collect(Collectors.toSet());
    mail.letters.values().removeIf(letter -> !kept.contains(letter.thread));
  }

  private static boolean isDone(Letter letter, Instant until) {
    List<Instant> deletions = new ArrayList<>();
    if (letter.sent != null) {
      deletions.add(letter.sent.deletedAt);
    }
    if (letter.withdrawnAt != null) {
      deletions.add(letter.withdrawnAt);
    }
    if (letter.status == ModerationStatus.REJECTED) {
      deletions.add(letter.decidedAt);
    } else {
      letter.copies.values().forEach(copy -> deletions.add(copy.deletedAt));
    }
    return letter.status != ModerationStatus.PENDING
        && deletions.stream().allMatch(deleted -> deleted != null && !deleted.isAfter(until));
  }

  /**
   * What the user received goes, and conversations that nobody can see any more. What else nobody
   * can see loses its text. What others can see keeps it, and a name that says nothing.
   */
  void erase(String user, String pseudonym) {
    mail.gone.add(pseudonym);
    mail.blocks.removeIf(pair -> pair.contains(user));
    List<Letter> received =
        mail.letters.values().stream().filter(letter -> letter.copies.containsKey(user)).toList();
    for (Letter letter : mail.letters.values()) {
      letter.copies.remove(user);
      if (user.equals(letter.recipient)) {
        letter.recipient = pseudonym;
      }
      if (letter.isSentBy(user)) {
        letter.sender = pseudonym;
        letter.sent = null;
      }
    }
    mail.letters.values().stream()
        .filter(letter -> received.contains(letter) || letter.isBetween(pseudonym))
        .filter(this::isUnseen)
        .toList()
        .forEach(this::takeAway);
  }

  private void takeAway(Letter unseen) {
    boolean anySeen =
        mail.letters.values().stream()
            .anyMatch(each -> each.thread.equals(unseen.thread) && !isUnseen(each));
    if (anySeen) {
      unseen.withdrawnAt = mail.now;
    } else {
      mail.letters.values().removeIf(each -> each.thread.equals(unseen.thread));
    }
  }

  private boolean isUnseen(Letter letter) {
    String whose = letter.sender == null ? letter.recipient : letter.sender;
    return letter.copies.isEmpty() && (whose == null || mail.isGone(whose));
  }
}
