package dev.letterbox.message;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Recipient;
import dev.letterbox.api.Reply;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxCounters;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Writes, replies, broadcasts and withdraws for trusted applications. */
@Stateless(name = "MessageService")
@PermitAll
public class MessageServiceBean implements MessageService {

  @Inject private RecipientLookup recipientLookup;
  @Inject private RecipientResolver recipientResolver;
  @Inject private ReplyComposer replyComposer;
  @Inject private RecipientSearch recipientSearch;
  @Inject private MessageRepository messageRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private MailboxCounters counters;
  @Inject private MessageWriter messageWriter;
  @Inject private MessageModerator messageModerator;
  @Inject private VisitorMessageComposer visitorMessageComposer;
  @Inject private VisitorAddressMasker addressMasker;
  @Inject private MessageWithdrawal messageWithdrawal;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private MessageEventPublisher eventPublisher;

  @Override
  public List<Message> write(NewMessage message) {
    return send(
        message.visitor() == null ? compose(message) : visitorMessageComposer.compose(message));
  }

  private List<OutgoingMessage> compose(NewMessage message) {
    ValidationErrors errors = new ValidationErrors();
    MessageContent content = MessageContent.of(message, errors);
    List<String> names = recipientResolver.recipientNames(message, errors);
    errors.throwIfAny();

    List<Envelope> envelopes = names.stream().map(content::envelopeFor).toList();
    return moderate(envelopes, message.moderators(), message.byUser());
  }

  @Override
  public List<Message> reply(Reply reply) {
    return send(moderate(replyComposer.compose(reply), reply.moderators(), reply.byUser()));
  }

  @Override
  public List<Recipient> findRecipients(String sender, String beginning, int limit) {
    return recipientSearch.find(sender, beginning, limit);
  }

  private List<OutgoingMessage> moderate(
      List<Envelope> envelopes, List<AutoModerator> moderators, boolean byUser) {
    Instant now = clock.now();
    List<OutgoingMessage> messages = new ArrayList<>();
    Iterator<Long> ids = deliveryRepository.newMessageIds(envelopes.size()).iterator();
    for (Envelope envelope : envelopes) {
      OutgoingMessage message =
          new OutgoingMessage(
              ids.next(), envelope.content(), envelope.recipient(), now, ModerationResult.ACCEPTED);
      messages.add(
          message.withModeration(
              messageModerator.moderate(asSeenBySender(message), moderators, byUser)));
    }
    return messages;
  }

  /** Stores messages, delivers the accepted ones, and fires their events. */
  private List<Message> send(List<OutgoingMessage> messages) {
    messageWriter.write(messages);
    eventPublisher.publish(
        messages.stream()
            .filter(OutgoingMessage::isAccepted)
            .map(OutgoingMessage::sentEvent)
            .toList(),
        messages.stream()
            .filter(OutgoingMessage::isRejected)
            .map(OutgoingMessage::rejectedEvent)
            .toList());
    return messages.stream().map(this::asSeenBySender).toList();
  }

  private Message asSeenBySender(OutgoingMessage message) {
    return message.asSeenBySender(settings.get(Setting.LEVEL_TAGS), addressMasker);
  }

  @Override
  public DeliveryReport broadcast(Broadcast broadcast) {
    ValidationErrors errors = new ValidationErrors();
    MessageContent content = MessageContent.of(broadcast, errors);
    Iterator<Set<String>> nameChunks = RecipientLookup.chunks(broadcast.recipients().get(), errors);
    errors.throwIfAny();
    return fanOut(content, nameChunks);
  }

  @Override
  public DeliveryReport notify(Notice notice) {
    ValidationErrors errors = new ValidationErrors();
    MessageContent content = MessageContent.of(withSessionIfEnabled(notice), errors);
    Iterator<Set<String>> nameChunks = RecipientLookup.chunks(notice.recipients().get(), errors);
    errors.throwIfAny();
    if (content.body().isEmpty() || content.level() < settings.get(Setting.MINIMUM_LEVEL)) {
      return DeliveryReport.NOTHING_STORED;
    }
    DeliveryReport report = fanOut(content, nameChunks);
    if (content.sessionId() != null && report.delivered() > 1) {
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
            content, clock.now(), recipientLookup, messageRepository, deliveryRepository, counters);
    nameChunks.forEachRemaining(fanOut::deliverChunk);
    DeliveryReport report = fanOut.finish();
    report
        .messageId()
        .ifPresent(id -> eventPublisher.publish(sentEvent(id, content, report.delivered())));
    return report;
  }

  private static MessageSent sentEvent(long id, MessageContent content, long deliveryCount) {
    return new MessageSent(
        id,
        content.kind(),
        content.sender(),
        null,
        deliveryCount,
        content.notifyRecipients(),
        null,
        false);
  }
}
