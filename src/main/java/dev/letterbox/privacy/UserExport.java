package dev.letterbox.privacy;

import dev.letterbox.account.AccountExport;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.account.Account;
import dev.letterbox.block.BlockRepository;
import dev.letterbox.message.store.query.UserMessageExport;
import dev.letterbox.message.store.query.UserMessageExport.ExportedInbox;
import dev.letterbox.notification.PreferenceRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.text.EnumNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;

/** Writes all data of a user as JSON, in a transaction of its own. */
@ApplicationScoped
public class UserExport {

  @Inject private Database database;
  @Inject private Clock clock;
  @Inject private KnownUsers knownUsers;
  @Inject private AccountExport accounts;
  @Inject private BlockRepository blocks;
  @Inject private UserMessageExport userMessages;
  @Inject private MessageExport messages;
  @Inject private PreferenceRepository preferences;

  /**
   * Writes the data of a user as JSON. On PostgreSQL it is a snapshot of one moment.
   *
   * @throws NotFoundException if there are no rows of this user
   */
  public void write(String name, OutputStream out) {
    database.useSnapshot();
    knownUsers.requireKnown(name);
    JsonGenerator json = Json.createGenerator(out);
    json.writeStartObject().write("name", name);
    JsonFields.writeTime(json, "exported_at", clock.now());
    accounts
        .findAccount(name)
        .ifPresentOrElse(account -> writeAccount(account, json), () -> json.writeNull("account"));
    writeTokens(name, json);
    writeSessions(name, json);
    writeBlocks(blocks.findByOwner(name), json);
    writePreferences(name, json);
    userMessages
        .findInbox(name)
        .ifPresentOrElse(inbox -> writeInbox(inbox, json), () -> json.writeNull("inbox"));
    json.writeStartArray("messages");
    messages.write(name, json);
    json.writeEnd().writeEnd().flush();
  }

  private static void writeAccount(Account account, JsonGenerator json) {
    json.writeStartObject("account");
    JsonFields.writeText(json, "display_name", account.displayName());
    JsonFields.writeText(json, "email", account.email());
    JsonFields.writeText(json, "language", account.language());
    json.write("active", account.active());
    json.writeStartArray("roles");
    account.roles().forEach(json::write);
    json.writeEnd();
    JsonFields.writeTime(json, "created", account.createdAt());
    json.writeEnd();
  }

  private void writeTokens(String name, JsonGenerator json) {
    json.writeStartArray("tokens");
    accounts
        .findTokens(name)
        .forEach(
            token -> {
              json.writeStartObject();
              JsonFields.writeText(json, "id", token.id());
              JsonFields.writeText(json, "label", token.label());
              JsonFields.writeTime(json, "created", token.createdAt());
              json.writeEnd();
            });
    json.writeEnd();
  }

  private void writeSessions(String name, JsonGenerator json) {
    json.writeStartArray("sessions");
    accounts
        .findSessions(name)
        .forEach(
            session -> {
              json.writeStartObject();
              JsonFields.writeTime(json, "created", session.createdAt());
              JsonFields.writeTime(json, "expires", session.expiresAt());
              json.writeEnd();
            });
    json.writeEnd();
  }

  private static void writeBlocks(Map<String, Instant> createdAtByName, JsonGenerator json) {
    json.writeStartArray("blocks");
    createdAtByName.forEach(
        (user, createdAt) -> {
          json.writeStartObject();
          JsonFields.writeText(json, "user", user);
          JsonFields.writeTime(json, "created", createdAt);
          json.writeEnd();
        });
    json.writeEnd();
  }

  private void writePreferences(String name, JsonGenerator json) {
    json.writeStartArray("preferences");
    preferences
        .findByOwner(name)
        .forEach(
            preference -> {
              json.writeStartObject();
              JsonFields.writeText(json, "label", EnumNames.of(preference.type()));
              JsonFields.writeText(json, "channel", preference.channel());
              json.write("wanted", preference.enabled()).writeEnd();
            });
    json.writeEnd();
    String digest = preferences.findDigestFrequency(name).map(EnumNames::of).orElse(null);
    JsonFields.writeText(json, "digest", digest);
  }

  private static void writeInbox(ExportedInbox inbox, JsonGenerator json) {
    json.writeStartObject("inbox")
        .write("unread", inbox.unread())
        .write("messages", inbox.messages())
        .write("conversations", inbox.conversations())
        .writeEnd();
  }
}
