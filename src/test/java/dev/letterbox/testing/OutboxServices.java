package dev.letterbox.testing;

import dev.letterbox.api.OutboxEntry;
import dev.letterbox.api.OutboxRequest;
import dev.letterbox.api.OutboxService;
import dev.letterbox.api.OutboxState;
import java.util.List;

/** What tests of notifications find in the server besides. */
public interface OutboxServices extends ModerationServices {

  OutboxService outbox();

  Scripted scripted();

  /** Entries of the scripted channel for a message. */
  default long waitingFor(long messageId) {
    return rows()
        .number(
            "select count(*) from lb_notification where message_id = ? and channel = ?",
            messageId,
            Scripted.NAME);
  }

  /** Dead entries of the scripted channel for a message. */
  default List<OutboxEntry> deadOf(long messageId) {
    return outbox()
        .page(new OutboxRequest(OutboxState.DEAD, Scripted.NAME, 0, 1000))
        .results()
        .stream()
        .filter(entry -> entry.messageId() == messageId)
        .toList();
  }
}
