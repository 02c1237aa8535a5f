package dev.letterbox.message;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MessageContent;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.OutgoingMessage;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Writes, replies, broadcasts and withdraws for trusted applications. */
@Stateless(name = "MessageService")
@PermitAll
public class MessageServiceBean implements MessageService {

  @Inject private MessageContentFactory contentFactory;
  @Inject private RecipientLookup recipientLookup;
  @Inject private RecipientResolver recipientResolver;
  @Inject private ReplyComposer replyComposer;
  @Inject private MessageRepository messageRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private MailboxRepository mailboxRepository;
  @Inject private OutgoingMessageFactory outgoingMessageFactory;
  @Inject private MessageWriter messageWriter;
  @Inject private Database database;
  @Inject private VisitorMessageComposer visitorMessageComposer;
  @Inject private MessageWithdrawal messageWithdrawal;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private MessageEventPublisher eventPublisher;

  @Override
  public List<Message> write(NewMessage message) {
    return send(
        () ->
            message.visitor() == null ? compose(message) : visitorMessageComposer.compose(message));
  }

  private List<OutgoingMessage> compose(NewMessage message) {
    ValidationErrors errors = new ValidationErrors();
    MessageContent content = contentFactory.of(message, errors);
    Supplier<List<Long>> newIds = messageRepository.newIdsLater(message.recipients().size());
    List<String> names = recipientResolver.recipientNames(message, errors);
    errors.throwIfAny();

    List<MessageContent> contents = names.stream().map(content::withRecipient).toList();
    return outgoingMessageFactory.create(contents, newIds, message.moderators(), message.byUser());
  }

  @Override
  public List<Message> reply(Reply reply) {
    return send(() -> compose(reply));
  }

  private List<OutgoingMessage> compose(Reply reply) {
    Supplier<List<Long>> newIds = messageRepository.newIdsLater(1 + reply.copies().size());
    return outgoingMessageFactory.create(
        replyComposer.compose(reply), newIds, reply.moderators(), reply.byUser());
  }

  /** Composes and stores messages, delivers the accepted ones, and fires their events. */
  private List<Message> send(Supplier<List<OutgoingMessage>> composer) {
    List<OutgoingMessage> messages =
        database.sendTogether(
            () -> {
              List<OutgoingMessage> composed = composer.get();
              messageWriter.write(composed);
              eventPublisher.publish(composed);
              return composed;
            });
    return messages.stream().map(outgoingMessageFactory::asSeenBySender).toList();
  }

  @Override
  public DeliveryReport broadcast(Broadcast broadcast) {
    ValidationErrors errors = new ValidationErrors();
    MessageContent content = contentFactory.of(broadcast, errors);
    Iterator<Set<String>> nameChunks = RecipientLookup.chunks(broadcast.recipients().get(), errors);
    errors.throwIfAny();
    return fanOut(content, nameChunks);
  }

  @Override
  public DeliveryReport sendNotice(Notice notice) {
    ValidationErrors errors = new ValidationErrors();
    MessageContent content = contentFactory.of(withSessionIfEnabled(notice), errors);
    Iterator<Set<String>> nameChunks = RecipientLookup.chunks(notice.recipients().get(), errors);
    errors.throwIfAny();
    if (content.body().isEmpty() || content.level() < settings.get(Setting.MINIMUM_LEVEL)) {
      return DeliveryReport.NOTHING_STORED;
    }
    DeliveryReport report = fanOut(content, nameChunks);
    if (content.session() != null && report.delivered() > 1) {
      errors.add("session", "Only a notice to one user can belong to a session.");
    }
    errors.throwIfAny();
    return report;
  }

  private Notice withSessionIfEnabled(Notice notice) {
    return settings.get(Setting.SESSION_NOTICES_ENABLED) ? notice : notice.inSession(null);
  }

  @Override
  public void withdraw(long messageId) {
    messageWithdrawal.withdraw(messageId, null, clock.now());
  }

  @Override
  public void withdraw(String sender, long messageId) {
    messageWithdrawal.withdraw(messageId, sender, clock.now());
  }

  private DeliveryReport fanOut(MessageContent content, Iterator<Set<String>> nameChunks) {
    BroadcastFanOut fanOut =
        new BroadcastFanOut(
            content,
            clock.now(),
            recipientLookup,
            messageRepository,
            deliveryRepository,
            mailboxRepository);
    nameChunks.forEachRemaining(fanOut::deliverChunk);
    DeliveryReport report = fanOut.finish();
    report
        .messageId()
        .ifPresent(id -> eventPublisher.publishFanOut(id, content, report.delivered()));
    return report;
  }
}
