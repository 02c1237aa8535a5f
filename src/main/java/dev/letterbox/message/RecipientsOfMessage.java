package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;

/** Reads whom a message was delivered to, a chunk at a time, in the order of their names. */
@Dependent
public class RecipientsOfMessage {

  private static final String NEXT =
      """
      select recipient
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient > ?
      order by recipient fetch next ? rows only
      """;

  private final Sql sql;

  @Inject
  public RecipientsOfMessage(Sql sql) {
    this.sql = sql;
  }

  /** Hands over all of them, at most 1,000 at a time. */
  public void forEachChunk(long messageId, Consumer<List<String>> consumer) {
    List<String> names = after(messageId, "");
    while (!names.isEmpty()) {
      consumer.accept(names);
      names = after(messageId, names.get(names.size() - 1));
    }
  }

  private List<String> after(long messageId, String last) {
    return sql.query(NEXT, row -> row.getString("recipient"), messageId, last, Recipients.CHUNK);
  }
}
