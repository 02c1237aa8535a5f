package dev.letterbox.privacy;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.query.UserMessageExport;
import dev.letterbox.message.store.query.UserMessageExport.ExportedDelivery;
import dev.letterbox.message.store.query.UserMessageExport.ExportedMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.List;

/** Writes the messages of a user as JSON, in batches. */
@ApplicationScoped
class MessageExport {

  private static final int BATCH_SIZE = 50;

  @Inject private UserMessageExport messages;
  @Inject private VisitorAddressMasker visitorAddresses;

  /** Writes all messages into the open array. */
  void write(String user, JsonGenerator json) {
    List<ExportedMessage> batch = messages.findNext(user, 0, BATCH_SIZE);
    while (!batch.isEmpty()) {
      batch.forEach(message -> write(user, message, json));
      batch = messages.findNext(user, batch.get(batch.size() - 1).header().id(), BATCH_SIZE);
    }
  }

  /** The recipient does not see a message that was rejected after it was delivered. */
  private void write(String user, ExportedMessage message, JsonGenerator json) {
    MessageHeader header = message.header();
    boolean sent = user.equals(header.sender());
    boolean accepted = header.moderationStatus() == ModerationStatus.ACCEPTED;
    boolean received = message.received() != null && accepted;
    if (!sent && !received) {
      return;
    }
    json.writeStartObject().write("id", header.id()).write("thread", header.thread());
    if (header.parent() == null) {
      json.writeNull("parent");
    } else {
      json.write("parent", header.parent());
    }
    JsonFields.writeText(json, "sender", header.sender());
    JsonFields.writeText(json, "recipient", header.recipient());
    JsonFields.writeText(json, "subject", header.subject());
    JsonFields.writeText(json, "visitor", visitorAddresses.mask(header.visitorEmail()));
    json.write("message", message.body().get()).write("level", header.level());
    json.writeStartArray("extra_tags");
    message.tags().forEach(json::write);
    json.writeEnd();
    json.write("view", header.view());
    JsonFields.writeTime(json, "created", header.sentAt());
    ExportedDelivery delivered = message.delivered();
    JsonFields.writeTime(json, "read_at", delivered == null ? null : delivered.readAt());
    JsonFields.writeTime(json, "replied_at", delivered == null ? null : delivered.repliedAt());
    JsonFields.writeTime(json, "withdrawn_at", header.withdrawnAt());
    JsonFields.writeConstant(json, "moderation_status", header.moderationStatus());
    JsonFields.writeText(json, "moderation_reason", sent ? header.moderationReason() : null);
    if (received) {
      ExportedDelivery own = message.received();
      writeFolder(json, "received", folder(Folder.INBOX, own.archived(), own.deletedAt()));
    } else {
      json.writeNull("received");
    }
    if (sent) {
      writeFolder(json, "sent", sentFolder(message));
    } else {
      json.writeNull("sent");
    }
    json.writeEnd();
  }

  /** A broadcast that was deleted for its sender when it was sent is in no folder. */
  private static Folder sentFolder(ExportedMessage message) {
    MessageHeader header = message.header();
    boolean hidden =
        header.kind() == MessageKind.BROADCAST && header.sentAt().equals(header.senderDeletedAt());
    return hidden ? null : folder(Folder.SENT, message.senderArchived(), header.senderDeletedAt());
  }

  private static Folder folder(Folder defaultFolder, boolean archived, Instant deletedAt) {
    return deletedAt != null ? Folder.TRASH : archived ? Folder.ARCHIVES : defaultFolder;
  }

  private static void writeFolder(JsonGenerator json, String side, Folder folder) {
    json.writeStartObject(side);
    JsonFields.writeConstant(json, "folder", folder);
    json.writeEnd();
  }
}
