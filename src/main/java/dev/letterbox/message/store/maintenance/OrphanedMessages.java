package dev.letterbox.message.store.maintenance;

import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Messages that no user can see after an erasure. The erasure has locked them: they get no delivery
 * and lose none, so on Derby their deliveries are read unlocked.
 */
@ApplicationScoped
class OrphanedMessages {

  private static final int BATCH_SIZE = 1000;

  /** Condition on a message {@code m}: no delivery exists or can be created. */
  private static final String ORPHANED =
      """
      ((m.sender is not null and m.sender like '%1$s%%')
        or (m.sender is null and (m.recipient is null or m.recipient like '%1$s%%')))
      and not exists (
        select 1 from lb_delivery d {index lb_delivery_message} where d.message_id = m.id)
      """
          .formatted(ErasureReport.PSEUDONYM_PREFIX);

  private static final String SELECT_ORPHANED_NOTICES =
      """
      select m.id from lb_message m
      where m.id in (:ids) and m.kind <> 'MESSAGE' and m.thread_id = m.id
        and not exists (
          select 1 from lb_message r where r.thread_id = m.id and r.id <> m.id)
        and %s
      {unlocked}
      """
          .formatted(ORPHANED);

  private static final String SELECT_THREADS =
      """
      select distinct m.thread_id from lb_message m
      where (m.sender = :pseudonym or m.recipient = :pseudonym) and m.thread_id > :after and %s
      order by m.thread_id fetch first :limit rows only
      {unlocked}
      """
          .formatted(ORPHANED);
  private static final String SELECT_VISIBLE_THREADS =
      """
      select distinct m.thread_id from lb_message m {index lb_message_thread}
      where m.thread_id in (:threads) and not (%s)
      {unlocked}
      """
          .formatted(ORPHANED);
  private static final String SELECT_BY_THREADS =
      """
      select id from lb_message {index lb_message_thread}
      where thread_id in (:threads) order by id
      {unlocked}
      """;
  private static final String SELECT_TO_CLEAR =
      """
      select m.id from lb_message m {index lb_message_thread}
      where m.thread_id in (:threads) and (m.sender = :pseudonym or m.recipient = :pseudonym)
        and %s
      order by m.id
      {unlocked}
      """
          .formatted(ORPHANED);

  @Inject private Database database;
  @Inject private MessageRepository messageRepository;
  @Inject private ConversationDeletion deletion;

  /**
   * Deletes those of these messages that are orphaned broadcasts or notices; returns their number.
   */
  int deleteNotices(Collection<Long> messageIds) {
    List<Long> notices =
        database
            .sql(SELECT_ORPHANED_NOTICES)
            .bindList("ids", messageIds)
            .list(row -> row.getLong("id"));
    deletion.deleteMessages(notices);
    return notices.size();
  }

  /**
   * Deletes the conversations of a pseudonym that no user can see. In other conversations, clears
   * the messages that no user can see, because replies refer to them.
   *
   * @return number of deleted messages
   */
  long deleteOrClear(String pseudonym, Instant now) {
    long deletedCount = 0;
    List<Long> threads = findThreads(pseudonym, 0);
    while (!threads.isEmpty()) {
      List<Long> visible =
          database
              .sql(SELECT_VISIBLE_THREADS)
              .bindList("threads", threads)
              .list(row -> row.getLong("thread_id"));
      clear(visible, pseudonym, now);
      List<Long> invisible = new ArrayList<>(threads);
      invisible.removeAll(visible);
      List<Long> deleted =
          database
              .sql(SELECT_BY_THREADS)
              .bindList("threads", invisible)
              .list(row -> row.getLong("id"));
      deletion.deleteMessages(deleted);
      deletedCount += deleted.size();
      threads = findThreads(pseudonym, threads.get(threads.size() - 1));
    }
    return deletedCount;
  }

  private List<Long> findThreads(String pseudonym, long after) {
    return database
        .sql(SELECT_THREADS)
        .bind("pseudonym", pseudonym)
        .bind("after", after)
        .bind("limit", BATCH_SIZE)
        .list(row -> row.getLong("thread_id"));
  }

  private void clear(Collection<Long> threads, String pseudonym, Instant now) {
    List<Long> ids =
        database
            .sql(SELECT_TO_CLEAR)
            .bindList("threads", threads)
            .bind("pseudonym", pseudonym)
            .list(row -> row.getLong("id"));
    messageRepository.withdrawAll(ids, now);
  }
}
