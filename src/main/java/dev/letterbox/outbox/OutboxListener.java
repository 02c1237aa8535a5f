package dev.letterbox.outbox;

import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.message.MessagesProcessed;
import dev.letterbox.message.store.MessagesDeleted;
import dev.letterbox.shared.Clock;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Appends records to the outbox in the transaction of their messages, so that they are delivered if
 * and only if it commits, and deletes them with their messages. All records of a call take one
 * statement.
 */
@ApplicationScoped
public class OutboxListener {

  @Inject @Any private Instance<RecordFactory> factoryBeans;
  @Inject private OutboxRepository outbox;
  @Inject private RecordErasureRepository recordErasureRepository;
  @Inject private Event<RecordsAppended> appendedEvent;
  @Inject private Clock clock;

  private List<RecordFactory> factories;

  @PostConstruct
  void loadFactories() {
    factories = factoryBeans.stream().toList();
  }

  void onMessagesProcessed(@Observes MessagesProcessed event) {
    Instant now = clock.now();
    append(factory -> factory.recordsFor(event, now));
  }

  void onMessagesRead(@Observes MessagesRead event) {
    append(factory -> factory.recordsFor(event));
  }

  void onMessagesDeleted(@Observes MessagesDeleted event) {
    recordErasureRepository.deleteByMessages(event.messageIds());
  }

  private void append(Function<RecordFactory, List<OutboxRecord>> toRecords) {
    List<OutboxRecord> records =
        factories.stream().flatMap(factory -> toRecords.apply(factory).stream()).toList();
    if (!records.isEmpty()) {
      outbox.append(records);
      appendedEvent.fire(
          new RecordsAppended(records.stream().map(OutboxRecord::channel).collect(toSet())));
    }
  }
}
