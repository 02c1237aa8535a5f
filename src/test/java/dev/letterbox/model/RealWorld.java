package dev.letterbox.model;

import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.api.Action;
import dev.letterbox.api.Broadcast;
import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.ErasureReport;
import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageNotPendingException;
import dev.letterbox.api.MessagePendingException;
import dev.letterbox.api.MessageWithdrawnException;
import dev.letterbox.api.ModerationService;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NobodyToReplyToException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.RecipientGoneException;
import dev.letterbox.api.Reply;
import dev.letterbox.api.Targets;
import dev.letterbox.api.UnreadMessageException;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The real services, in the words of the world. */
final class RealWorld implements World {

  private final Services services;
  private final Names names;
  private final RealViews views;

  RealWorld(Services services, Names names) {
    this.services = services;
    this.names = names;
    this.views = new RealViews(services, names);
  }

  private static SettableSettings settings() {
    return CDI.current().select(SettableSettings.class).get();
  }

  /** What came of it, or why it was refused. */
  private static String outcome(Supplier<String> work) {
    try {
      return work.get();
    } catch (MessageNotFoundException | AccountNotFoundException e) {
      return Outcome.NOT_FOUND;
    } catch (NobodyToReplyToException
        | MessageWithdrawnException
        | MessageNotPendingException
        | MessagePendingException
        | RecipientGoneException e) {
      return Outcome.CONFLICT;
    } catch (UnreadMessageException e) {
      return Outcome.FORBIDDEN;
    } catch (InvalidInputException e) {
      return Outcome.invalid(e.errors().keySet());
    }
  }

  private static String done(Runnable work) {
    return outcome(
        () -> {
          work.run();
          return Outcome.DONE;
        });
  }

  @Override
  public void setTime(Instant now) {
    services.clock().set(now);
  }

  @Override
  public String allowDeleteUnread(boolean allowed) {
    return done(() -> settings().set(Setting.ALLOW_DELETE_UNREAD, allowed));
  }

  @Override
  public String deleteRead(boolean deletes) {
    return done(() -> settings().set(Setting.DELETE_READ, deletes));
  }

  @Override
  public String write(Writing writing) {
    return outcome(() -> stored(writing, services.messages().write(message(writing))));
  }

  private NewMessage message(Writing writing) {
    settings().set(Setting.MODERATION_DEFAULT, verdictByDefault(writing.verdict()));
    NewMessage begun =
        writing.sender() == null
            ? NewMessage.fromVisitor("visitor@example.org")
            : NewMessage.from(names.realUser(writing.sender()));
    NewMessage message =
        begun
            .to(names.realUsers(writing.recipients()))
            .subject("Subject of " + writing.name())
            .body("Body of " + writing.name())
            .withoutNotification();
    message = writing.archived() ? message.archivedForSender() : message;
    message = writing.deleted() ? message.deletedForSender() : message;
    return writing.byUser() ? message.asUser() : message.moderatedBy(unused -> Optional.empty());
  }

  private Reply answer(Writing writing) {
    settings().set(Setting.MODERATION_DEFAULT, verdictByDefault(writing.verdict()));
    Reply reply =
        Reply.to(names.id(writing.parent()))
            .by(names.realUser(writing.sender()))
            .copies(names.realUsers(writing.recipients()))
            .subject("Subject of " + writing.name())
            .body("Body of " + writing.name())
            .withoutNotification();
    return writing.byUser() ? reply.asUser() : reply.moderatedBy(unused -> Optional.empty());
  }

  private static Setting.ModerationDefault verdictByDefault(ModerationStatus verdict) {
    return switch (verdict) {
      case ACCEPTED -> Setting.ModerationDefault.ACCEPT;
      case REJECTED -> Setting.ModerationDefault.REJECT;
      case PENDING -> Setting.ModerationDefault.PENDING;
    };
  }

  private String stored(Writing writing, List<Message> messages) {
    List<String> stored = new ArrayList<>();
    for (Message message : messages) {
      String name = ModelWriting.name(writing.name(), stored.size());
      names.add(name, message.id());
      stored.add(name + " " + message.moderationStatus());
    }
    return stored.toString();
  }

  @Override
  public String reply(Writing writing) {
    return outcome(() -> stored(writing, services.messages().reply(answer(writing))));
  }

  @Override
  public String broadcast(String sender, List<String> recipients, String name) {
    return outcome(
        () ->
            told(
                name,
                services
                    .messages()
                    .broadcast(
                        Broadcast.from(names.realUser(sender))
                            .to(names.realUsers(recipients))
                            .subject("Subject of " + name)
                            .body("Body of " + name)
                            .withoutNotification())));
  }

  @Override
  public String notice(List<String> recipients, int level, String name) {
    return outcome(
        () ->
            told(
                name,
                services
                    .messages()
                    .notify(
                        Notice.of(level, "Body of " + name)
                            .to(names.realUsers(recipients))
                            .withoutNotification())));
  }

  private String told(String name, DeliveryReport report) {
    names.add(name, report.messageId().orElseThrow());
    return "[" + name + " " + ModerationStatus.ACCEPTED + "]";
  }

  @Override
  public String open(String user, String message) {
    return done(() -> services.mailboxes().open(names.realUser(user), names.id(message)));
  }

  @Override
  public String list(String user, Folder folder, Grouping grouping, int limit) {
    PageRequest request =
        RealViews.request(folder, grouping, names.realUser(user)).limit(limit).markRead(true);
    return outcome(() -> shown(services.mailboxes().page(request).results()));
  }

  private String shown(List<Message> messages) {
    return messages.stream().map(message -> names.message(message.id())).toList().toString();
  }

  @Override
  public String readUpTo(String user, String message) {
    return outcome(
        () ->
            services
                    .mailboxes()
                    .markReadUpTo(names.realUser(user), names.id(message), MessageFilter.ALL)
                + " read");
  }

  @Override
  public String conversation(String user, String thread) {
    ConversationRequest request = RealViews.conversation(names.realUser(user), names.id(thread));
    return outcome(() -> shown(MoreServices.get().conversations().open(request).results()));
  }

  @Override
  public String act(String user, Action action, List<String> messages, List<String> threads) {
    Targets targets = new Targets(names.ids(messages), names.ids(threads));
    return done(() -> services.mailboxes().act(names.realUser(user), action, targets));
  }

  @Override
  public String accept(String moderator, String message) {
    return done(() -> moderation().accept(names.realUser(moderator), names.id(message)));
  }

  @Override
  public String reject(String moderator, String message, String reason) {
    return done(() -> moderation().reject(names.realUser(moderator), names.id(message), reason));
  }

  @Override
  public String takeBack(String moderator, String message) {
    return done(() -> moderation().takeBack(names.realUser(moderator), names.id(message)));
  }

  private static ModerationService moderation() {
    return MoreServices.get().moderation();
  }

  @Override
  public String withdraw(String user, String message) {
    return done(
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
    return done(
        () -> MoreServices.get().blocks().block(names.realUser(user), names.realUser(other)));
  }

  @Override
  public String unblock(String user, String other) {
    return done(
        () -> MoreServices.get().blocks().unblock(names.realUser(user), names.realUser(other)));
  }

  @Override
  public String cleanup(int days) {
    return done(() -> MoreServices.get().maintenance().cleanUp(days));
  }

  @Override
  public String erase(String user, String pseudonym) {
    return done(
        () -> {
          String realUser = names.realUser(user);
          ErasureReport report = MoreServices.get().maintenance().erase(realUser);
          names.addUser(pseudonym, report.pseudonym());
          services.users().called(realUser);
        });
  }

  @Override
  public Map<String, List<String>> view(
      String user, Collection<Folder> folders, Collection<String> threads) {
    return views.view(user, folders, threads);
  }
}
