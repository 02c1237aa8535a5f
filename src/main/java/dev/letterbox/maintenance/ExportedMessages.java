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

  /** The sender of one message sees when it was read; of a broadcast nobody asks. */
  private static final String MESSAGES =
      """
      select m.*, own.recipient as received_by, own.archived, own.deleted_at,
        coalesce(own.read_at, other.read_at) as read_at,
        coalesce(own.replied_at, other.replied_at) as replied_at
      from lb_message m
      left join lb_delivery own on own.message_id = m.id and own.recipient = ?
      left join lb_delivery other
        on other.message_id = m.id and other.recipient = m.recipient and m.sender = ?
      where m.id in (%s) order by m.id
      """;

  @Inject private Sql sql;
  @Inject private VisitorAddresses visitors;

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
    List<Object> parameters = new ArrayList<>(List.of(owner, owner));
    parameters.addAll(ids);
    sql.query(
        MESSAGES.formatted(marks),
        row -> {
          write(owner, row, tags.getOrDefault(row.getLong("id"), List.of()), json);
          return owner;
        },
        parameters.toArray());
  }

  private void write(String owner, ResultSet row, List<String> tags, JsonGenerator json)
      throws SQLException {
    boolean sent = owner.equals(row.getString("sender"));
    boolean accepted = row.getString("moderation_status").equals("ACCEPTED");
    boolean received = row.getString("received_by") != null && accepted;
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
    for (String column : List.of("read_at", "replied_at", "withdrawn_at")) {
      Export.time(json, column, Sql.instant(row, column));
    }
    json.write("moderation_status", word(row.getString("moderation_status")));
    Export.text(json, "moderation_reason", sent ? row.getString("moderation_reason") : null);
    Instant deletedAt = Sql.instant(row, "deleted_at");
    side(json, "received", received, folder(Folder.INBOX, row.getBoolean("archived"), deletedAt));
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

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
