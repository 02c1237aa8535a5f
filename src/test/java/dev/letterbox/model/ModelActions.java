package dev.letterbox.model;

import dev.letterbox.api.Action;
import java.util.List;

/** What one user does with messages of his. */
final class ModelActions {

  private final Mail mail;
  private final String user;
  private final Action action;

  ModelActions(Mail mail, String user, Action action) {
    this.mail = mail;
    this.user = user;
    this.action = action;
  }

  /** Whether the action applies to a message. */
  boolean isFound(Letter letter) {
    return !concerned(letter).isEmpty();
  }

  private List<Side> concerned(Letter letter) {
    return letter.sides(user).stream()
        .filter(
            side ->
                switch (action) {
                  case ARCHIVE -> side.isOpen();
                  case DELETE ->
                      side.isOpen() || (side == letter.sent && letter.isSentAndDeleted());
                  case RESTORE -> true;
                  case READ, UNREAD -> side.isOpen() && side instanceof Copy;
                })
        .toList();
  }

  boolean isForbidden(Letter letter) {
    return action == Action.DELETE
        && !mail.allowDeleteUnread
        && concerned(letter).stream()
            .anyMatch(side -> side instanceof Copy copy && copy.isUnread());
  }

  void act(Letter letter) {
    for (Side side : concerned(letter)) {
      switch (action) {
        case ARCHIVE -> side.archived = true;
        case DELETE -> side.deletedAt = mail.now;
        case RESTORE -> restore(side);
        case READ -> mail.read((Copy) side);
        case UNREAD -> ((Copy) side).readAt = null;
      }
    }
  }

  /** Out of the trash to where it lay; else out of the archives. */
  private static void restore(Side side) {
    if (side.isOpen()) {
      side.archived = false;
    }
    side.deletedAt = null;
  }
}
