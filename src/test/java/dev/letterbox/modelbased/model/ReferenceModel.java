package dev.letterbox.modelbased.model;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.PageRequest.Grouping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The expected behaviour of Letterbox, in memory. */
public final class ReferenceModel implements MessagingSystem {

  private final ModelState state = new ModelState();
  private final ModelViews views = new ModelViews(state);
  private final ModelWriting writing = new ModelWriting(state);

  @Override
  public void setTime(Instant now) {
    state.now = now;
  }

  @Override
  public String allowDeleteUnread(boolean allowed) {
    state.allowDeleteUnread = allowed;
    return OperationResult.DONE;
  }

  @Override
  public String deleteRead(boolean deletes) {
    state.deleteRead = deletes;
    return OperationResult.DONE;
  }

  @Override
  public String write(WriteCommand command) {
    return writing.write(command);
  }

  @Override
  public String broadcast(String sender, List<String> recipients, String name) {
    return writing.broadcast(sender, recipients, name);
  }

  @Override
  public String sendNotice(List<String> recipients, int level, String name) {
    return writing.notice(recipients, level, name);
  }

  @Override
  public String reply(WriteCommand command) {
    return writing.reply(command);
  }

  @Override
  public String open(String user, String name) {
    ModelMessage message = state.messages.get(name);
    if (message == null || !message.isOpenTo(user)) {
      return OperationResult.NOT_FOUND;
    }
    state.markDisplayed(user, message);
    return OperationResult.DONE;
  }

  @Override
  public String listFolder(String user, Folder folder, Grouping grouping, int limit) {
    List<ModelMessage> visible =
        views.entries(user, folder, grouping, false).stream()
            .limit(limit)
            .map(ModelViews.FolderEntry::message)
            .toList();
    visible.stream()
        .filter(message -> ModelViews.entryIn(message, user, folder) instanceof ModelDelivery)
        .toList()
        .forEach(message -> state.markDisplayed(user, message));
    return visible.toString();
  }

  @Override
  public String openConversation(String user, String thread) {
    List<ModelMessage> visible = views.conversation(user, thread);
    visible.forEach(message -> state.markDisplayed(user, message));
    return visible.isEmpty() ? OperationResult.NOT_FOUND : visible.toString();
  }

  @Override
  public String markReadUpTo(String user, String lastMessage) {
    int read = 0;
    List<String> names = new ArrayList<>(state.messages.keySet());
    for (ModelMessage message : state.inbox(user)) {
      ModelDelivery delivery = message.deliveries.get(user);
      if (delivery.isUnread() && names.indexOf(message.name) <= names.indexOf(lastMessage)) {
        delivery.readAt = state.now;
        read++;
      }
    }
    return read + " read";
  }

  @Override
  public String act(
      String user, MailboxAction action, List<String> messages, List<String> threads) {
    Set<ModelMessage> concerned = new LinkedHashSet<>();
    ModelActions actions = new ModelActions(state, user, action);
    for (String name : messages) {
      ModelMessage message = state.messages.get(name);
      if (message == null || !actions.isApplicable(message)) {
        return OperationResult.NOT_FOUND;
      }
      concerned.add(message);
    }
    for (String thread : threads) {
      List<ModelMessage> all = views.conversation(user, thread);
      if (all.isEmpty()) {
        return OperationResult.NOT_FOUND;
      }
      all.stream().filter(actions::isApplicable).forEach(concerned::add);
    }
    if (concerned.stream().anyMatch(actions::isForbidden)) {
      return OperationResult.FORBIDDEN;
    }
    concerned.forEach(actions::act);
    return OperationResult.DONE;
  }

  @Override
  public String accept(String moderator, String message) {
    return decide(message, ModerationStatus.ACCEPTED, null);
  }

  @Override
  public String reject(String moderator, String message, String reason) {
    return decide(message, ModerationStatus.REJECTED, reason);
  }

  private String decide(String name, ModerationStatus status, String reason) {
    ModelMessage message = state.messages.get(name);
    if (message == null || !message.isModerated()) {
      return OperationResult.NOT_FOUND;
    }
    if (message.status != ModerationStatus.PENDING) {
      return OperationResult.CONFLICT;
    }
    if (status == ModerationStatus.ACCEPTED && state.isErased(message.recipient)) {
      return OperationResult.CONFLICT;
    }
    state.moderate(message, status, reason);
    return OperationResult.DONE;
  }

  @Override
  public String takeBack(String moderator, String name) {
    ModelMessage message = state.messages.get(name);
    if (message == null || !message.isModerated()) {
      return OperationResult.NOT_FOUND;
    }
    if (message.status == ModerationStatus.PENDING) {
      return OperationResult.CONFLICT;
    }
    state.moderate(message, ModerationStatus.PENDING, null);
    return OperationResult.DONE;
  }

  @Override
  public String withdraw(String user, String name) {
    ModelMessage message = state.messages.get(name);
    if (message == null || (user != null && !message.isSentBy(user))) {
      return OperationResult.NOT_FOUND;
    }
    if (user != null && !message.senderEntry.isOpen() && !message.isDeletedWhenSent()) {
      return OperationResult.NOT_FOUND;
    }
    if (message.withdrawnAt != null) {
      return OperationResult.DONE;
    }
    message.withdrawnAt = state.now;
    message.subject = null;
    message.body = "";
    message.deliveries.values().removeIf(ModelDelivery::isUnread);
    state.updateRepliedAt(message);
    return OperationResult.DONE;
  }

  @Override
  public String block(String user, String other) {
    if (user.equals(other)) {
      return OperationResult.invalid(List.of("user"));
    }
    state.blocks.add(List.of(user, other));
    return OperationResult.DONE;
  }

  @Override
  public String unblock(String user, String other) {
    state.blocks.remove(List.of(user, other));
    return OperationResult.DONE;
  }

  @Override
  public String cleanUp(int days) {
    new ModelMaintenance(state).cleanUp(state.now.minus(Duration.ofDays(days)));
    return OperationResult.DONE;
  }

  @Override
  public String erase(String user, String pseudonym) {
    new ModelMaintenance(state).erase(user, pseudonym);
    return OperationResult.DONE;
  }

  /** Messages of the erased user have a pseudonym, so a new user of the same name has none. */
  @Override
  public void recreateUser(String user) {}

  @Override
  public Map<String, List<String>> viewOf(
      String user, Collection<Folder> folders, Collection<String> threads) {
    return views.viewOf(user, folders, threads);
  }

  /** The names of all messages, in the order of writing. */
  public List<String> messages() {
    return List.copyOf(state.messages.keySet());
  }

  /** The names of the messages that await a decision. */
  public List<String> pendingMessages() {
    return namesOf(message -> message.status == ModerationStatus.PENDING);
  }

  /** The names of the messages that a user can see. */
  public List<String> messagesVisibleTo(String user) {
    return namesOf(message -> message.isVisibleTo(user));
  }

  private List<String> namesOf(Predicate<ModelMessage> condition) {
    return state.messages.values().stream().filter(condition).map(message -> message.name).toList();
  }

  /** The conversation of a message; empty if there is no such message. */
  public Optional<String> threadOf(String message) {
    return Optional.ofNullable(state.messages.get(message)).map(found -> found.thread);
  }

  public List<String> threads() {
    return state.messages.values().stream().map(message -> message.thread).distinct().toList();
  }
}
