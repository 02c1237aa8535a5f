package dev.letterbox.message;

import dev.letterbox.api.Message;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.message.store.MessageContent;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.ModerationResult;
import dev.letterbox.message.store.OutgoingMessage;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Gives content an id and a time, and has it moderated. */
@ApplicationScoped
class OutgoingMessageFactory {

  @Inject private MessageRepository messageRepository;
  @Inject private MessageModerator messageModerator;
  @Inject private VisitorAddressMasker addressMasker;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /** Moderated messages; see {@link MessageModerator#moderate}. */
  List<OutgoingMessage> create(
      List<MessageContent> contents, List<AutoModerator> moderators, boolean byUser) {
    Instant now = clock.now();
    Iterator<Long> ids = messageRepository.newIds(contents.size()).iterator();
    return contents.stream()
        .map(content -> new OutgoingMessage(ids.next(), content, now, ModerationResult.ACCEPTED))
        .map(
            message ->
                message.withModeration(
                    messageModerator.moderate(asSeenBySender(message), moderators, byUser)))
        .toList();
  }

  Message asSeenBySender(OutgoingMessage message) {
    MessageContent content = message.content();
    return new Message(
        message.id(),
        message.thread(),
        content.kind(),
        content.sender(),
        content.recipient(),
        content.subject(),
        content.body(),
        content.level(),
        settings.get(Setting.LEVEL_TAGS).nameOf(content.level()),
        content.tags(),
        content.view(),
        message.sentAt(),
        null,
        null,
        content.senderArchived(),
        content.senderDeleted() ? message.sentAt() : null,
        message.moderation().status(),
        message.moderation().reason(),
        content.parent(),
        addressMasker.mask(content.visitorEmail()),
        null,
        1);
  }
}
