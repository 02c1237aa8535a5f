package dev.letterbox.message.store.maintenance;

import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deletes the messages of ended sessions in the transaction that ends them, if {@code
 * letterbox.messages.use-sessions} is on. Otherwise they are ordinary messages.
 *
 * <p>Deliveries are locked before they are read, so counters match deliveries under concurrent
 * changes.
 */
@ApplicationScoped
public class SessionMessageCleanup {

  private static final int BATCH_SIZE = 100;

  private static final String SELECT_BY_SESSION =
      "select id from lb_message where session_key = :session";

  private static final String SELECT_ORPHANED_SESSIONS =
      """
      select distinct m.session_key from lb_message m
      where m.session_key is not null
        and not exists (select 1 from lb_session s where s.id = m.session_key)
      fetch first :rows rows only
      """;

  @Inject private Database database;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private MessageRepository messageRepository;
  @Inject private MailboxRepository mailboxRepository;
  @Inject private Settings settings;

  void onSessionsEnded(@Observes SessionsEnded event) {
    if (isEnabled()) {
      delete(event.sessions());
    }
  }

  /**
   * Deletes a batch of messages whose session no longer exists: they were sent while it ended. Call
   * it in a transaction of its own; several nodes may run it at the same time.
   *
   * @return whether there may be more
   */
  public boolean deleteOrphanedBatch() {
    List<String> sessions =
        isEnabled()
            ? database
                .sql(SELECT_ORPHANED_SESSIONS)
                .bind("rows", BATCH_SIZE)
                .list(row -> row.getString("session_key"))
            : List.of();
    delete(sessions);
    return sessions.size() == BATCH_SIZE;
  }

  private boolean isEnabled() {
    return settings.get(Setting.SESSION_NOTICES_ENABLED);
  }

  private void delete(Collection<String> sessions) {
    SortedSet<Long> ids = new TreeSet<>();
    for (String session : sessions) {
      database
          .sql(SELECT_BY_SESSION)
          .bind("session", session)
          .forEach(row -> ids.add(row.getLong("id")));
    }
    if (!ids.isEmpty()) {
      List<Delivery> deliveries = deliveryRepository.deleteAll(ids);
      messageRepository.lock(ids);
      messageRepository.deleteAll(ids);
      SortedMap<String, CounterDelta> losses = new TreeMap<>();
      deliveries.forEach(
          delivery -> losses.merge(delivery.recipient(), delivery.loss(), CounterDelta::plus));
      mailboxRepository.apply(losses);
    }
  }
}
