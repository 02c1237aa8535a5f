package dev.letterbox.maintenance;

import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes down what a user can see, as JSON; to be used in a transaction of its own. */
@ApplicationScoped
class Export {

  private static final String AS_OF_ONE_MOMENT =
      "set transaction isolation level repeatable read, read only";
  private static final String ACCOUNT =
      "select display_name, email, active, created_at from lb_account where name = ?";
  private static final String ROLES =
      "select role from lb_account_role where account = ? order by role";
  private static final String TOKENS =
      "select id, label, created_at from lb_api_token where account = ? order by created_at, id";
  private static final String SESSIONS =
      "select created_at, expires_at from lb_session where account = ? order by created_at, id";
  private static final String BLOCKS =
      "select blocked, created_at from lb_block where owner = ? order by blocked";
  private static final String PREFERENCES =
      "select label, channel, wanted from lb_preference where owner = ? order by label, channel";
  private static final String DIGEST = "select digest from lb_digest_choice where owner = ?";
  private static final String MAILBOX =
      "select unread, total, conversations from lb_mailbox where owner = ?";

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Traces traces;
  @Inject private ExportedMessages messages;

  /** Writes one row into the object or list that is open. */
  @FunctionalInterface
  private interface Row {
    void write(ResultSet row) throws SQLException;
  }

  /**
   * @throws AccountNotFoundException when nothing is known of this name
   */
  void write(String name, OutputStream out) {
    if (!sql.isDerby()) {
      sql.update(AS_OF_ONE_MOMENT);
    }
    traces.checkKnown(name);
    JsonGenerator json = Json.createGenerator(out);
    json.writeStartObject().write("name", name);
    time(json, "exported_at", clock.now());
    account(name, json);
    list(json, "tokens", TOKENS, name, row -> token(row, json));
    list(json, "sessions", SESSIONS, name, row -> session(row, json));
    list(json, "blocks", BLOCKS, name, row -> block(row, json));
    list(json, "preferences", PREFERENCES, name, row -> preference(row, json));
    digest(name, json);
    mailbox(name, json);
    json.writeStartArray("messages");
    messages.write(name, json);
    json.writeEnd().writeEnd().flush();
  }

  /** A time as everywhere in the api; null when there is none. */
  static void time(JsonGenerator json, String name, Instant time) {
    text(json, name, time == null ? null : time.toString());
  }

  static void text(JsonGenerator json, String name, String text) {
    if (text == null) {
      json.writeNull(name);
    } else {
      json.write(name, text);
    }
  }

  private void account(String name, JsonGenerator json) {
    List<String> roles = sql.query(ROLES, row -> row.getString("role"), name);
    boolean none =
        query(
            ACCOUNT,
            name,
            row -> {
              json.writeStartObject("account");
              text(json, "display_name", row.getString("display_name"));
              text(json, "email", row.getString("email"));
              json.write("active", row.getBoolean("active"));
              json.writeStartArray("roles");
              roles.forEach(json::write);
              json.writeEnd();
              time(json, "created", Sql.instant(row, "created_at"));
              json.writeEnd();
            });
    if (none) {
      json.writeNull("account");
    }
  }

  private static void token(ResultSet row, JsonGenerator json) throws SQLException {
    json.writeStartObject();
    text(json, "id", row.getString("id"));
    text(json, "label", row.getString("label"));
    time(json, "created", Sql.instant(row, "created_at"));
    json.writeEnd();
  }

  private static void session(ResultSet row, JsonGenerator json) throws SQLException {
    json.writeStartObject();
    time(json, "created", Sql.instant(row, "created_at"));
    time(json, "expires", Sql.instant(row, "expires_at"));
    json.writeEnd();
  }

  private static void block(ResultSet row, JsonGenerator json) throws SQLException {
    json.writeStartObject();
    text(json, "user", row.getString("blocked"));
    time(json, "created", Sql.instant(row, "created_at"));
    json.writeEnd();
  }

  private static void preference(ResultSet row, JsonGenerator json) throws SQLException {
    json.writeStartObject();
    text(json, "label", ExportedMessages.word(row.getString("label")));
    text(json, "channel", row.getString("channel"));
    json.write("wanted", row.getBoolean("wanted"));
    json.writeEnd();
  }

  private void digest(String name, JsonGenerator json) {
    boolean none =
        query(
            DIGEST,
            name,
            row -> text(json, "digest", ExportedMessages.word(row.getString("digest"))));
    if (none) {
      json.writeNull("digest");
    }
  }

  private void mailbox(String name, JsonGenerator json) {
    boolean none =
        query(
            MAILBOX,
            name,
            row ->
                json.writeStartObject("inbox")
                    .write("unread", row.getLong("unread"))
                    .write("messages", row.getLong("total"))
                    .write("conversations", row.getLong("conversations"))
                    .writeEnd());
    if (none) {
      json.writeNull("inbox");
    }
  }

  private void list(JsonGenerator json, String member, String query, String name, Row each) {
    json.writeStartArray(member);
    query(query, name, each);
    json.writeEnd();
  }

  private boolean query(String query, String name, Row each) {
    return sql.query(
            query,
            row -> {
              each.write(row);
              return name;
            },
            name)
        .isEmpty();
  }
}
