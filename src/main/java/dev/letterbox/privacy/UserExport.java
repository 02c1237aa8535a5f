package dev.letterbox.privacy;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.notification.PreferenceRepository;
import dev.letterbox.notification.PreferenceRepository.StoredPreference;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
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
public class UserExport {

  private static final String SET_SNAPSHOT_READ_ONLY =
      "set transaction isolation level repeatable read, read only";
  private static final String ACCOUNT =
      "select display_name, email, language, active, created_at from lb_account where name = ?";
  private static final String ROLES =
      "select role from lb_account_role where account = ? order by role";
  private static final String TOKENS =
      "select id, label, created_at from lb_api_token where account = ? order by created_at, id";
  private static final String SESSIONS =
      "select created_at, expires_at from lb_session where account = ? order by created_at, id";
  private static final String BLOCKS =
      "select blocked, created_at from lb_block where owner = ? order by blocked";
  private static final String MAILBOX =
      "select unread, total, conversations from lb_mailbox where owner = ?";

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private KnownUsers knownUsers;
  @Inject private MessageExport messages;
  @Inject private PreferenceRepository preferences;

  /** Writes one row into the object or list that is open. */
  @FunctionalInterface
  private interface JsonRowWriter {
    void write(ResultSet row) throws SQLException;
  }

  /**
   * Writes the data of a user as JSON.
   *
   * @throws NotFoundException when nothing is known of this name
   */
  public void write(String name, OutputStream out) {
    if (!sql.isDerby()) {
      sql.update(SET_SNAPSHOT_READ_ONLY);
    }
    knownUsers.requireKnown(name);
    JsonGenerator json = Json.createGenerator(out);
    json.writeStartObject().write("name", name);
    writeTime(json, "exported_at", clock.now());
    writeAccount(name, json);
    writeArray(json, "tokens", TOKENS, name, row -> writeToken(row, json));
    writeArray(json, "sessions", SESSIONS, name, row -> writeSession(row, json));
    writeArray(json, "blocks", BLOCKS, name, row -> writeBlock(row, json));
    json.writeStartArray("preferences");
    preferences.findByOwner(name).forEach(preference -> writePreference(preference, json));
    json.writeEnd();
    writeDigest(name, json);
    writeMailbox(name, json);
    json.writeStartArray("messages");
    messages.write(name, json);
    json.writeEnd().writeEnd().flush();
  }

  /** A time as everywhere in the api; null when there is none. */
  static void writeTime(JsonGenerator json, String name, Instant instant) {
    writeText(json, name, instant == null ? null : instant.toString());
  }

  static void writeText(JsonGenerator json, String name, String text) {
    if (text == null) {
      json.writeNull(name);
    } else {
      json.write(name, text);
    }
  }

  private void writeAccount(String name, JsonGenerator json) {
    List<String> roles = sql.query(ROLES, row -> row.getString("role"), name);
    boolean missing =
        writeRows(
            ACCOUNT,
            name,
            row -> {
              json.writeStartObject("account");
              writeText(json, "display_name", row.getString("display_name"));
              writeText(json, "email", row.getString("email"));
              writeText(json, "language", row.getString("language"));
              json.write("active", row.getBoolean("active"));
              json.writeStartArray("roles");
              roles.forEach(json::write);
              json.writeEnd();
              writeTime(json, "created", SqlRunner.instant(row, "created_at"));
              json.writeEnd();
            });
    if (missing) {
      json.writeNull("account");
    }
  }

  private static void writeToken(ResultSet row, JsonGenerator json) throws SQLException {
    json.writeStartObject();
    writeText(json, "id", row.getString("id"));
    writeText(json, "label", row.getString("label"));
    writeTime(json, "created", SqlRunner.instant(row, "created_at"));
    json.writeEnd();
  }

  private static void writeSession(ResultSet row, JsonGenerator json) throws SQLException {
    json.writeStartObject();
    writeTime(json, "created", SqlRunner.instant(row, "created_at"));
    writeTime(json, "expires", SqlRunner.instant(row, "expires_at"));
    json.writeEnd();
  }

  private static void writeBlock(ResultSet row, JsonGenerator json) throws SQLException {
    json.writeStartObject();
    writeText(json, "user", row.getString("blocked"));
    writeTime(json, "created", SqlRunner.instant(row, "created_at"));
    json.writeEnd();
  }

  private static void writePreference(StoredPreference preference, JsonGenerator json) {
    json.writeStartObject();
    writeText(json, "label", MessageExport.lowerCase(preference.type().name()));
    writeText(json, "channel", preference.channel());
    json.write("wanted", preference.wanted());
    json.writeEnd();
  }

  private void writeDigest(String name, JsonGenerator json) {
    String digest =
        preferences
            .findDigestFrequency(name)
            .map(frequency -> MessageExport.lowerCase(frequency.name()))
            .orElse(null);
    writeText(json, "digest", digest);
  }

  private void writeMailbox(String name, JsonGenerator json) {
    boolean missing =
        writeRows(
            MAILBOX,
            name,
            row ->
                json.writeStartObject("inbox")
                    .write("unread", row.getLong("unread"))
                    .write("messages", row.getLong("total"))
                    .write("conversations", row.getLong("conversations"))
                    .writeEnd());
    if (missing) {
      json.writeNull("inbox");
    }
  }

  private void writeArray(
      JsonGenerator json, String member, String query, String name, JsonRowWriter rowWriter) {
    json.writeStartArray(member);
    writeRows(query, name, rowWriter);
    json.writeEnd();
  }

  private boolean writeRows(String query, String name, JsonRowWriter rowWriter) {
    return sql.query(
            query,
            row -> {
              rowWriter.write(row);
              return name;
            },
            name)
        .isEmpty();
  }
}
