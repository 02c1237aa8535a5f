package dev.letterbox.message.store;

import dev.letterbox.api.event.MessagesRead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Fires {@link MessagesRead} in the transaction in which deliveries become read. */
@ApplicationScoped
public class ReadEventPublisher {

  @Inject private Event<MessagesRead> readEvent;

  /** Fires events for deliveries that were unread before, in chunks. */
  public void publish(String reader, List<Long> messageIds, Instant readAt) {
    for (int from = 0; from < messageIds.size(); from += MessagesRead.MAX_MESSAGES) {
      int to = Math.min(from + MessagesRead.MAX_MESSAGES, messageIds.size());
      readEvent.fire(new MessagesRead(reader, messageIds.subList(from, to), readAt));
    }
  }
}
