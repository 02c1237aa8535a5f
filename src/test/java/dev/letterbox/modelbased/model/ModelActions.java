package dev.letterbox.modelbased.model;

import dev.letterbox.api.MailboxAction;
import java.util.List;

/** Mailbox actions of a user in the model. */
final class ModelActions {

  private final ModelState state;
  private final String user;
  private final MailboxAction action;

  ModelActions(ModelState state, String user, MailboxAction action) {
    this.state = state;
    this.user = user;
    this.action = action;
  }

  /** Whether the action applies to a message. */
  boolean isApplicable(ModelMessage message) {
    return !affectedEntries(message).isEmpty();
  }

  private List<ModelEntry> affectedEntries(ModelMessage message) {
    return message.entriesOf(user).stream()
        .filter(
            entry ->
                switch (action) {
                  case ARCHIVE -> entry.isOpen();
                  case DELETE ->
                      entry.isOpen()
                          || (entry == message.senderEntry && message.isDeletedWhenSent());
                  case RESTORE -> true;
                  case READ, UNREAD -> entry.isOpen() && entry instanceof ModelDelivery;
                })
        .toList();
  }

  boolean isForbidden(ModelMessage message) {
    return action == MailboxAction.DELETE
        && !state.allowDeleteUnread
        && affectedEntries(message).stream()
            .anyMatch(entry -> entry instanceof ModelDelivery delivery && delivery.isUnread());
  }

  void act(ModelMessage message) {
    for (ModelEntry entry : affectedEntries(message)) {
      switch (action) {
        case ARCHIVE -> entry.archived = true;
        case DELETE -> entry.deletedAt = state.now;
        case RESTORE -> restore(entry);
        case READ -> state.markRead((ModelDelivery) entry);
        case UNREAD -> ((ModelDelivery) entry).readAt = null;
      }
    }
  }

  /** Restores from the trash to the previous folder, or from the archives. */
  private static void restore(ModelEntry entry) {
    if (entry.isOpen()) {
      entry.archived = false;
    }
    entry.deletedAt = null;
  }
}
