package dev.letterbox.privacy;

import dev.letterbox.api.Folder;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The messages of a user as JSON, some at a time, each with the sides that this user has. */
@ApplicationScoped
class MessageExport {

  private static final int BATCH_SIZE = 50;

  private static final String FIND_IDS =
      """
      select id from (
        select d.message_id as id
        from lb_delivery d --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
        where d.recipient = ? and d.message_id > ?
        order by d.message_id fetch first ? rows only) received
      union
      select id from (
        select m.id from lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_SENDER
        where m.sender = ? and m.id > ?
        order by m.id fetch first ? rows only) sent
      order by 1 fetch first ? rows only
      """;
  private static final String FIND_TAGS =
      "select message_id, tag from lb_message_tag where message_id in (%s) order by message_id, tag";

  private static final String FIND_MESSAGES =
      "select * from lb_message where id in (%s) order by id";

  /**
   * In a statement of its own: deliveries come before messages, as writers lock them. The sender of
   * one message sees when it was read; of a broadcast nobody asks.
   */
  private static final String FIND_OWN_DELIVERIES =
      """
      select message_id, archived, deleted_at, read_at, replied_at
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where recipient = ? and message_id in (%s)
      """;

  private static final String FIND_DELIVERIES =
      """
      select message_id, archived, deleted_at, read_at, replied_at
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id in (%s)
      """;
  private static final String FIND_SENT_TO_SINGLE_RECIPIENT =
      "select id from lb_message where sender = ? and recipient <> sender and id in (%s)";

  @Inject private SqlRunner sql;
  @Inject private VisitorAddressMasker visitorAddresses;

  /** What a user has done with a message. */
  private record ExportedDelivery(
      boolean archived, Instant deletedAt, Instant readAt, Instant repliedAt) {

    static final ExportedDelivery NONE = new ExportedDelivery(false, null, null, null);

    static ExportedDelivery of(ResultSet row) throws SQLException {
      return new ExportedDelivery(
          row.getBoolean("archived"),
          SqlRunner.instant(row, "deleted_at"),
          SqlRunner.instant(row, "read_at"),
          SqlRunner.instant(row, "replied_at"));
    }
  }

  /** Writes all of them into the list that is open. */
  void write(String owner, JsonGenerator json) {
    List<Long> ids = findIds(owner, 0);
    while (!ids.isEmpty()) {
      write(owner, ids, json);
      ids = findIds(owner, ids.get(ids.size() - 1));
    }
  }

  private List<Long> findIds(String owner, long after) {
    return sql.query(
        FIND_IDS,
        row -> row.getLong(1),
        owner,
        after,
        BATCH_SIZE,
        owner,
        after,
        BATCH_SIZE,
        BATCH_SIZE);
  }

  private void write(String owner, List<Long> ids, JsonGenerator json) {
    Map<Long, List<String>> tags = new HashMap<>();
    String placeholders = SqlRunner.placeholders(ids.size());
    sql.query(
        FIND_TAGS.formatted(placeholders),
        row ->
            tags.computeIfAbsent(row.getLong("message_id"), key -> new ArrayList<>())
                .add(row.getString("tag")),
        ids.toArray());
    List<Object> parameters = new ArrayList<>(List.of(owner));
    parameters.addAll(ids);
    Map<Long, ExportedDelivery> ownDelivery =
        readDeliveries(FIND_OWN_DELIVERIES.formatted(placeholders), parameters);
    List<Long> sent =
        sql.query(
            FIND_SENT_TO_SINGLE_RECIPIENT.formatted(placeholders),
            row -> row.getLong("id"),
            parameters.toArray());
    Map<Long, ExportedDelivery> sentDeliveries =
        sent.isEmpty()
            ? Map.of()
            : readDeliveries(FIND_DELIVERIES.formatted(SqlRunner.placeholders(sent.size())), sent);
    sql.query(
        FIND_MESSAGES.formatted(placeholders),
        row -> {
          long id = row.getLong("id");
          ExportedDelivery readState =
              ownDelivery.getOrDefault(id, sentDeliveries.getOrDefault(id, ExportedDelivery.NONE));
          write(owner, row, ownDelivery.get(id), readState, tags.getOrDefault(id, List.of()), json);
          return id;
        },
        ids.toArray());
  }

  private Map<Long, ExportedDelivery> readDeliveries(String query, List<?> parameters) {
    Map<Long, ExportedDelivery> deliveries = new HashMap<>();
    sql.query(
        query,
        row -> deliveries.put(row.getLong("message_id"), ExportedDelivery.of(row)),
        parameters.toArray());
    return deliveries;
  }

  private void write(
      String owner,
      ResultSet row,
      ExportedDelivery ownDelivery,
      ExportedDelivery readState,
      List<String> tags,
      JsonGenerator json)
      throws SQLException {
    boolean sent = owner.equals(row.getString("sender"));
    boolean accepted = row.getString("moderation_status").equals("ACCEPTED");
    boolean received = ownDelivery != null && accepted;
    if (!sent && !received) {
      return; // rejected after it was delivered: the recipient does not see it
    }
    json.writeStartObject()
        .write("id", row.getLong("id"))
        .write("thread", row.getLong("thread_id"));
    Long parent = row.getObject("parent_id", Long.class);
    if (parent == null) {
      json.writeNull("parent");
    } else {
      json.write("parent", parent);
    }
    for (String column : List.of("sender", "recipient", "subject")) {
      UserExport.writeText(json, column, row.getString(column));
    }
    UserExport.writeText(json, "visitor", visitorAddresses.mask(row.getString("visitor_email")));
    json.write("message", row.getString("body")).write("level", row.getInt("level"));
    json.writeStartArray("extra_tags");
    tags.forEach(json::write);
    json.writeEnd();
    json.write("view", row.getString("view_name"));
    UserExport.writeTime(json, "created", SqlRunner.instant(row, "sent_at"));
    UserExport.writeTime(json, "read_at", readState.readAt());
    UserExport.writeTime(json, "replied_at", readState.repliedAt());
    UserExport.writeTime(json, "withdrawn_at", SqlRunner.instant(row, "withdrawn_at"));
    json.write("moderation_status", lowerCase(row.getString("moderation_status")));
    UserExport.writeText(
        json, "moderation_reason", sent ? row.getString("moderation_reason") : null);
    Folder receivedIn =
        received ? folder(Folder.INBOX, ownDelivery.archived(), ownDelivery.deletedAt()) : null;
    writeSide(json, "received", received, receivedIn);
    Instant sentDeletedAt = SqlRunner.instant(row, "sender_deleted_at");
    boolean hidden =
        row.getString("kind").equals("BROADCAST")
            && SqlRunner.instant(row, "sent_at").equals(sentDeletedAt);
    Folder folder = folder(Folder.SENT, row.getBoolean("sender_archived"), sentDeletedAt);
    writeSide(json, "sent", sent, hidden ? null : folder);
    json.writeEnd();
  }

  private static Folder folder(Folder defaultFolder, boolean archived, Instant deletedAt) {
    return deletedAt != null ? Folder.TRASH : archived ? Folder.ARCHIVES : defaultFolder;
  }

  /** A side of the message; null when it is not this user's. */
  private static void writeSide(
      JsonGenerator json, String name, boolean ownDelivery, Folder folder) {
    if (ownDelivery) {
      json.writeStartObject(name);
      UserExport.writeText(json, "folder", folder == null ? null : lowerCase(folder.name()));
      json.writeEnd();
    } else {
      json.writeNull(name);
    }
  }

  static String lowerCase(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
