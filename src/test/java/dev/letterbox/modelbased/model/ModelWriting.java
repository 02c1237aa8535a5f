package dev.letterbox.modelbased.model;

import dev.letterbox.api.Level;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Writing, replying and broadcasting in the model. */
final class ModelWriting {

  private final ModelState state;

  ModelWriting(ModelState state) {
    this.state = state;
  }

  String write(WriteCommand command) {
    return isBlocked(command, command.recipients())
        ? OperationResult.invalid(List.of("recipients"))
        : store(command, null, command.recipients());
  }

  /** Replies to a message, and marks it read. */
  String reply(WriteCommand command) {
    ModelMessage parent = state.messages.get(command.parent());
    String user = command.sender();
    if (parent == null || !parent.isReceivedBy(user) || !parent.deliveries.get(user).isOpen()) {
      return OperationResult.NOT_FOUND;
    }
    if (parent.kind == MessageKind.NOTICE || parent.withdrawnAt != null) {
      return OperationResult.CONFLICT;
    }
    List<String> invalidFields = new ArrayList<>();
    if (isBlocked(command, command.recipients())) {
      invalidFields.add("copies");
    }
    List<String> allRecipients = new ArrayList<>();
    allRecipients.add(parent.sender); // the sender of a visitor's message is null
    if (state.isErased(parent.sender) || isBlocked(command, allRecipients)) {
      invalidFields.add("recipients");
    }
    if (!invalidFields.isEmpty()) {
      return OperationResult.invalid(invalidFields);
    }
    state.markRead(parent.deliveries.get(user));
    allRecipients.addAll(command.recipients());
    return store(command, parent, allRecipients);
  }

  private boolean isBlocked(WriteCommand command, List<String> recipients) {
    return command.byUser()
        && recipients.stream()
            .anyMatch(name -> state.blocks.contains(Arrays.asList(name, command.sender())));
  }

  private String store(WriteCommand command, ModelMessage parent, List<String> recipients) {
    List<String> stored = new ArrayList<>();
    for (String recipient : new LinkedHashSet<>(recipients)) {
      ModelMessage message =
          new ModelMessage(
              command.messageName(stored.size()),
              MessageKind.MESSAGE,
              parent,
              state.now,
              Level.INFO);
      message.sender = command.sender();
      message.recipient = recipient;
      message.subject = "Subject of " + command.name();
      message.body = "Body of " + command.name();
      message.senderEntry =
          command.sender() == null ? null : newEntry(command.archived(), command.deleted());
      state.messages.put(message.name, message);
      state.moderate(message, command.verdict(), null);
      stored.add(message.name + " " + message.status);
    }
    return stored.toString();
  }

  private ModelEntry newEntry(boolean archived, boolean deleted) {
    ModelEntry entry = new ModelEntry();
    entry.archived = archived;
    entry.deletedAt = deleted ? state.now : null;
    return entry;
  }

  String broadcast(String sender, List<String> recipients, String name) {
    ModelMessage message =
        new ModelMessage(name, MessageKind.BROADCAST, null, state.now, Level.INFO);
    message.sender = sender;
    message.subject = "Subject of " + name;
    message.senderEntry = newEntry(true, true);
    return deliver(message, recipients);
  }

  String notice(List<String> recipients, int level, String name) {
    return deliver(new ModelMessage(name, MessageKind.NOTICE, null, state.now, level), recipients);
  }

  private String deliver(ModelMessage message, List<String> recipients) {
    message.body = "Body of " + message.name;
    recipients.forEach(name -> message.deliveries.put(name, new ModelDelivery()));
    state.messages.put(message.name, message);
    state.moderate(message, ModerationStatus.ACCEPTED, null);
    return "[" + message.name + " " + message.status + "]";
  }
}
