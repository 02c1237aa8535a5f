package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import dev.letterbox.shared.UncheckedSqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Derby runs inside the server, so that a batch of single rows is what a set is elsewhere. */
class DerbyDeliveries extends Deliveries {

  private static final String NEW_ID = "values next value for lb_message_id";
  private static final String DELIVER =
      """
      insert into lb_delivery (recipient, message_id, level)
      select cast(? as varchar(510)), cast(? as bigint), cast(? as integer)
      from sysibm.sysdummy1
      where not exists (select 1 from lb_delivery where recipient = ? and message_id = ?)
      """;
  private static final String COUNT =
      """
      merge into lb_mailbox box using sysibm.sysdummy1 one on box.owner = ?
      when matched then update set unread = box.unread + 1, version = box.version + 1
      when not matched then insert (owner, unread, version) values (?, 1, 1)
      """;

  DerbyDeliveries(Sql sql) {
    super(sql);
  }

  @Override
  List<Long> newMessageIds(int number) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ids.addAll(sql.query(NEW_ID, row -> row.getLong(1)));
    }
    return ids;
  }

  @Override
  int deliver(long messageId, int level, Collection<String> recipients) {
    List<Object[]> rows =
        recipients.stream()
            .map(name -> new Object[] {name, messageId, level, name, messageId})
            .toList();
    return Arrays.stream(sql.batch(DELIVER, rows)).sum();
  }

  @Override
  void countUnread(Collection<String> owners) {
    List<Object[]> rows =
        new TreeSet<>(owners).stream().map(owner -> new Object[] {owner, owner}).toList();
    int done = 0;
    while (done < rows.size()) {
      done += countAsFarAsPossible(rows.subList(done, rows.size()));
    }
  }

  /**
   * Somebody else may make the same new mailbox a moment earlier; then ours is there after all, and
   * counting goes on with it.
   */
  private int countAsFarAsPossible(List<Object[]> rows) {
    try {
      return sql.batch(COUNT, rows).length;
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      return e.doneInBatch();
    }
  }

  @Override
  void countUnread(long messageId) {
    new RecipientsOfMessage(sql).forEachPiece(messageId, this::countUnread);
  }
}
