package dev.letterbox.modelbased;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.ConflictException;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.api.Reply;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.api.moderation.ModerationService;
import dev.letterbox.modelbased.model.MessagingSystem;
import dev.letterbox.modelbased.model.OperationResult;
import dev.letterbox.modelbased.model.WriteCommand;
import dev.letterbox.shared.config.ModerationDefault;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.TestServices;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The system under test: the real services, with names of users and messages as in the model. */
final class TestedSystem implements MessagingSystem {

  private final TestServices services;
  private final NameMapping names;
  private final SystemViews views;

  TestedSystem(TestServices services, NameMapping names) {
    this.services = services;
    this.names = names;
    this.views = new SystemViews(services, names);
  }

  private static SettableSettings settings() {
    return CDI.current().select(SettableSettings.class).get();
  }

  /** The result as text, or the reason of a rejection. */
  private static String resultOf(Supplier<String> work) {
    try {
      return work.get();
    } catch (NotFoundException e) {
      return OperationResult.NOT_FOUND;
    } catch (ConflictException e) {
      return OperationResult.CONFLICT;
    } catch (NotPermittedException e) {
      return OperationResult.FORBIDDEN;
    } catch (InvalidInputException e) {
      return OperationResult.invalid(e.errors().keySet());
    }
  }

  private static String run(Runnable work) {
    return resultOf(
        () -> {
          work.run();
          return OperationResult.DONE;
        });
  }

  @Override
  public void setTime(Instant now) {
    services.clock().set(now);
  }

  @Override
  public String allowDeleteUnread(boolean allowed) {
    return run(() -> settings().set(Setting.ALLOW_DELETE_UNREAD, allowed));
  }

  @Override
  public String deleteRead(boolean deletes) {
    return run(() -> settings().set(Setting.DELETE_READ, deletes));
  }

  @Override
  public String write(WriteCommand command) {
    return resultOf(
        () -> registerMessages(command, services.messages().write(toNewMessage(command))));
  }

  private NewMessage toNewMessage(WriteCommand command) {
    settings().set(Setting.MODERATION_DEFAULT, verdictByDefault(command.verdict()));
    NewMessage from =
        command.sender() == null
            ? NewMessage.fromVisitor("visitor@example.org")
            : NewMessage.from(names.realUser(command.sender()));
    NewMessage message =
        from.to(names.realUsers(command.recipients()))
            .subject("Subject of " + command.name())
            .body("Body of " + command.name())
            .notifyRecipients(false)
            .autoArchive(command.archived());
    message = command.deleted() ? message.autoDelete(true) : message;
    return command.byUser() ? message.asUser() : message.moderatedBy(unused -> Optional.empty());
  }

  private Reply toReply(WriteCommand command) {
    settings().set(Setting.MODERATION_DEFAULT, verdictByDefault(command.verdict()));
    Reply reply =
        Reply.to(names.id(command.parent()))
            .by(names.realUser(command.sender()))
            .copies(names.realUsers(command.recipients()))
            .subject("Subject of " + command.name())
            .body("Body of " + command.name())
            .notifyRecipients(false);
    return command.byUser() ? reply.asUser() : reply.moderatedBy(unused -> Optional.empty());
  }

  private static ModerationDefault verdictByDefault(ModerationStatus verdict) {
    return switch (verdict) {
      case ACCEPTED -> ModerationDefault.ACCEPT;
      case REJECTED -> ModerationDefault.REJECT;
      case PENDING -> ModerationDefault.PENDING;
    };
  }

  private String registerMessages(WriteCommand command, List<Message> messages) {
    List<String> stored = new ArrayList<>();
    for (Message message : messages) {
      String name = command.messageName(stored.size());
      names.add(name, message.id());
      stored.add(name + " " + message.moderationStatus());
    }
    return stored.toString();
  }

  @Override
  public String reply(WriteCommand command) {
    return resultOf(() -> registerMessages(command, services.messages().reply(toReply(command))));
  }

  @Override
  public String broadcast(String sender, List<String> recipients, String name) {
    return resultOf(
        () ->
            registerReport(
                name,
                services
                    .messages()
                    .broadcast(
                        Broadcast.from(names.realUser(sender))
                            .to(names.realUsers(recipients))
                            .subject("Subject of " + name)
                            .body("Body of " + name)
                            .notifyRecipients(false))));
  }

  @Override
  public String sendNotice(List<String> recipients, int level, String name) {
    return resultOf(
        () ->
            registerReport(
                name,
                services
                    .messages()
                    .sendNotice(
                        Notice.of(level, "Body of " + name)
                            .to(names.realUsers(recipients))
                            .notifyRecipients(false))));
  }

  private String registerReport(String name, DeliveryReport report) {
    names.add(name, report.messageId().orElseThrow());
    return "[" + name + " " + ModerationStatus.ACCEPTED + "]";
  }

  @Override
  public String open(String user, String message) {
    return run(() -> services.mailboxes().open(names.realUser(user), names.id(message)));
  }

  @Override
  public String listFolder(String user, Folder folder, Grouping grouping, int limit) {
    PageRequest request =
        SystemViews.request(folder, grouping, names.realUser(user)).limit(limit).markRead(true);
    return resultOf(() -> messageNames(services.mailboxes().page(request).results()));
  }

  private String messageNames(List<Message> messages) {
    return messages.stream().map(message -> names.message(message.id())).toList().toString();
  }

  @Override
  public String markReadUpTo(String user, String message) {
    return resultOf(
        () ->
            services
                    .mailboxes()
                    .markReadUpTo(names.realUser(user), names.id(message), MessageFilter.ALL)
                + " read");
  }

  @Override
  public String openConversation(String user, String thread) {
    ConversationRequest request = SystemViews.conversation(names.realUser(user), names.id(thread));
    return resultOf(
        () -> messageNames(ModelTestServices.get().conversations().open(request).results()));
  }

  @Override
  public String act(
      String user, MailboxAction action, List<String> messages, List<String> threads) {
    ActionTargets targets = new ActionTargets(names.ids(messages), names.ids(threads));
    return run(() -> services.mailboxes().act(names.realUser(user), action, targets));
  }

  @Override
  public String accept(String moderator, String message) {
    return run(() -> moderation().accept(names.realUser(moderator), names.id(message)));
  }

  @Override
  public String reject(String moderator, String message, String reason) {
    return run(() -> moderation().reject(names.realUser(moderator), names.id(message), reason));
  }

  @Override
  public String takeBack(String moderator, String message) {
    return run(() -> moderation().takeBack(names.realUser(moderator), names.id(message)));
  }

  private static ModerationService moderation() {
    return ModelTestServices.get().moderation();
  }

  @Override
  public String withdraw(String user, String message) {
    return run(
        () -> {
          if (user == null) {
            services.messages().withdraw(names.id(message));
          } else {
            services.messages().withdraw(names.realUser(user), names.id(message));
          }
        });
  }

  @Override
  public String block(String user, String other) {
    return run(
        () -> ModelTestServices.get().blocks().block(names.realUser(user), names.realUser(other)));
  }

  @Override
  public String unblock(String user, String other) {
    return run(
        () ->
            ModelTestServices.get().blocks().unblock(names.realUser(user), names.realUser(other)));
  }

  @Override
  public String cleanUp(int days) {
    return run(() -> ModelTestServices.get().maintenance().cleanUp(days));
  }

  @Override
  public String erase(String user, String pseudonym) {
    return run(
        () -> {
          String realUser = names.realUser(user);
          ErasureReport report = ModelTestServices.get().maintenance().erase(realUser);
          names.addUser(pseudonym, report.pseudonym());
        });
  }

  @Override
  public void recreateUser(String user) {
    services.users().createNamed(names.realUser(user));
  }

  @Override
  public Map<String, List<String>> viewOf(
      String user, Collection<Folder> folders, Collection<String> threads) {
    return views.viewOf(user, folders, threads);
  }
}
