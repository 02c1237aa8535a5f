package dev.letterbox.maintenance;

import dev.letterbox.api.Folder;
import dev.letterbox.message.VisitorAddresses;
import dev.letterbox.shared.Sql;
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
class ExportedMessages {

  private static final int TOGETHER = 50;

  private static final String IDS =
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
  private static final String TAGS =
      "select message_id, tag from lb_message_tag where message_id in (%s) order by message_id, tag";

  private static final String MESSAGES = "select * from lb_message where id in (%s) order by id";

  /**
   * In a statement of its own: deliveries come before messages, as writers lock them. The sender of
   * one message sees when it was read; of a broadcast nobody asks.
   */
  private static final String OWN =
      """
      select message_id, archived, deleted_at, read_at, replied_at
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where recipient = ? and message_id in (%s)
      """;

  private static final String READINGS =
      """
      select message_id, archived, deleted_at, read_at, replied_at
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id in (%s)
      """;
  private static final String SENT_TO_ONE =
      "select id from lb_message where sender = ? and recipient <> sender and id in (%s)";

  @Inject private Sql sql;
  @Inject private VisitorAddresses visitors;

  /** What a user has done with a message. */
  private record Delivery(boolean archived, Instant deletedAt, Instant readAt, Instant repliedAt) {

    static final Delivery NONE = new Delivery(false, null, null, null);

    static Delivery of(ResultSet row) throws SQLException {
      return new Delivery(
          row.getBoolean("archived"),
          Sql.instant(row, "deleted_at"),
          Sql.instant(row, "read_at"),
          Sql.instant(row, "replied_at"));
    }
  }

  /** Writes all of them into the list that is open. */
  void write(String owner, JsonGenerator json) {
    List<Long> ids = ids(owner, 0);
    while (!ids.isEmpty()) {
      write(owner, ids, json);
      ids = ids(owner, ids.get(ids.size() - 1));
    }
  }

  private List<Long> ids(String owner, long after) {
    return sql.query(
        IDS, row -> row.getLong(1), owner, after, TOGETHER, owner, after, TOGETHER, TOGETHER);
  }

  private void write(String owner, List<Long> ids, JsonGenerator json) {
    Map<Long, List<String>> tags = new HashMap<>();
    String marks = Sql.marks(ids.size());
    sql.query(
        TAGS.formatted(marks),
        row ->
            tags.computeIfAbsent(row.getLong("message_id"), key -> new ArrayList<>())
                .add(row.getString("tag")),
        ids.toArray());
    List<Object> parameters = new ArrayList<>(List.of(owner));
    parameters.addAll(ids);
    Map<Long, Delivery> own = deliveries(OWN.formatted(marks), parameters);
    List<Long> sent =
        sql.query(SENT_TO_ONE.formatted(marks), row -> row.getLong("id"), parameters.toArray());
    Map<Long, Delivery> readings =
        sent.isEmpty() ? Map.of() : deliveries(READINGS.formatted(Sql.marks(sent.size())), sent);
    sql.query(
        MESSAGES.formatted(marks),
        row -> {
          long id = row.getLong("id");
          Delivery reading = own.getOrDefault(id, readings.getOrDefault(id, Delivery.NONE));
          write(owner, row, own.get(id), reading, tags.getOrDefault(id, List.of()), json);
          return id;
        },
        ids.toArray());
  }

  private Map<Long, Delivery> deliveries(String query, List<?> parameters) {
    Map<Long, Delivery> deliveries = new HashMap<>();
    sql.query(
        query,
        row -> deliveries.put(row.getLong("message_id"), Delivery.of(row)),
        parameters.toArray());
    return deliveries;
  }

  private void write(
      String owner,
      ResultSet row,
      Delivery own,
      Delivery reading,
      List<String> tags,
      JsonGenerator json)
      throws SQLException {
    boolean sent = owner.equals(row.getString("sender"));
    boolean accepted = row.getString("moderation_status").equals("ACCEPTED");
    boolean received = own != null && accepted;
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
      Export.text(json, column, row.getString(column));
    }
    Export.text(json, "visitor", visitors.shown(row.getString("visitor_email")));
    json.write("message", row.getString("body")).write("level", row.getInt("level"));
    json.writeStartArray("extra_tags");
    tags.forEach(json::write);
    json.writeEnd();
    json.write("view", row.getString("view_name"));
    Export.time(json, "created", Sql.instant(row, "sent_at"));
    Export.time(json, "read_at", reading.readAt());
    Export.time(json, "replied_at", reading.repliedAt());
    Export.time(json, "withdrawn_at", Sql.instant(row, "withdrawn_at"));
    json.write("moderation_status", word(row.getString("moderation_status")));
    Export.text(json, "moderation_reason", sent ? row.getString("moderation_reason") : null);
    Folder receivedIn = received ? folder(Folder.INBOX, own.archived(), own.deletedAt()) : null;
    side(json, "received", received, receivedIn);
    Instant sentDeletedAt = Sql.instant(row, "sender_deleted_at");
    boolean inNoFolder =
        row.getString("kind").equals("BROADCAST")
            && Sql.instant(row, "sent_at").equals(sentDeletedAt);
    Folder folder = folder(Folder.SENT, row.getBoolean("sender_archived"), sentDeletedAt);
    side(json, "sent", sent, inNoFolder ? null : folder);
    json.writeEnd();
  }

  private static Folder folder(Folder usual, boolean archived, Instant deletedAt) {
    return deletedAt != null ? Folder.TRASH : archived ? Folder.ARCHIVES : usual;
  }

  /** A side of the message; null when it is not this user's. */
  private static void side(JsonGenerator json, String name, boolean own, Folder folder) {
    if (own) {
      json.writeStartObject(name);
      Export.text(json, "folder", folder == null ? null : word(folder.name()));
      json.writeEnd();
    } else {
      json.writeNull(name);
    }
  }

  static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
