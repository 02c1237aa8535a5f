package dev.letterbox.outbox;

import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.message.MessagesProcessed;
import java.time.Instant;
import java.util.List;

/**
 * Makes the records that an event appends. All CDI beans of this type are called, inside the
 * transaction of the event.
 */
public interface RecordFactory {

  List<OutboxRecord> recordsFor(MessagesProcessed event, Instant now);

  default List<OutboxRecord> recordsFor(MessagesRead event) {
    return List.of();
  }
}
