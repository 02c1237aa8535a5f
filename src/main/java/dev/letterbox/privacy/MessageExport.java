package dev.letterbox.privacy;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.message.store.cleanup.UserMessageExport;
import dev.letterbox.message.store.cleanup.UserMessageExport.ExportedDelivery;
import dev.letterbox.message.store.cleanup.UserMessageExport.ExportedMessage;
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
      batch = messages.findNext(user, batch.get(batch.size() - 1).id(), BATCH_SIZE);
    }
  }

  /** The recipient does not see a message that was rejected after it was delivered. */
  private void write(String user, ExportedMessage message, JsonGenerator json) {
    boolean sent = user.equals(message.sender());
    boolean accepted = message.moderationStatus() == ModerationStatus.ACCEPTED;
    boolean received = message.received() != null && accepted;
    if (!sent && !received) {
      return;
    }
    json.writeStartObject().write("id", message.id()).write("thread", message.thread());
    if (message.parent() == null) {
      json.writeNull("parent");
    } else {
      json.write("parent", message.parent());
    }
    JsonFields.writeText(json, "sender", message.sender());
    JsonFields.writeText(json, "recipient", message.recipient());
    JsonFields.writeText(json, "subject", message.subject());
    JsonFields.writeText(json, "visitor", visitorAddresses.mask(message.visitorEmail()));
    json.write("message", message.body()).write("level", message.level());
    json.writeStartArray("extra_tags");
    message.tags().forEach(json::write);
    json.writeEnd();
    json.write("view", message.view());
    JsonFields.writeTime(json, "created", message.sentAt());
    ExportedDelivery delivered = message.delivered();
    JsonFields.writeTime(json, "read_at", delivered == null ? null : delivered.readAt());
    JsonFields.writeTime(json, "replied_at", delivered == null ? null : delivered.repliedAt());
    JsonFields.writeTime(json, "withdrawn_at", message.withdrawnAt());
    JsonFields.writeConstant(json, "moderation_status", message.moderationStatus());
    JsonFields.writeText(json, "moderation_reason", sent ? message.moderationReason() : null);
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
    boolean hidden =
        message.kind() == MessageKind.BROADCAST
            && message.sentAt().equals(message.senderDeletedAt());
    return hidden ? null : folder(Folder.SENT, message.senderArchived(), message.senderDeletedAt());
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
