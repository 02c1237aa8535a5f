package dev.letterbox.message;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.Message;
import dev.letterbox.message.store.MessageContent;
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
import java.util.function.Supplier;

/** Assigns ids and times, and moderates the content. */
@ApplicationScoped
class OutgoingMessageFactory {

  @Inject private MessageModerator messageModerator;
  @Inject private VisitorAddressMasker addressMasker;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Moderated messages; see {@link MessageModerator#moderate}.
   *
   * @param newIds at least one id for each message
   */
  List<OutgoingMessage> create(
      List<MessageContent> contents,
      Supplier<List<Long>> newIds,
      List<AutoModerator> moderators,
      boolean byUser) {
    Instant now = clock.now();
    Iterator<Long> ids = newIds.get().iterator();
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
    return Message.builder()
        .id(message.id())
        .conversation(message.thread(), content.parent())
        .kind(content.kind())
        .sender(content.sender())
        .recipient(content.recipient())
        .visitor(addressMasker.mask(content.visitorEmail()))
        .subject(content.subject())
        .body(content.body())
        .level(content.level(), settings.get(Setting.LEVEL_TAGS).nameOf(content.level()))
        .tags(content.tags())
        .view(content.view())
        .sentAt(message.sentAt())
        .side(content.senderArchived(), content.senderDeleted() ? message.sentAt() : null)
        .moderation(message.moderation().status(), message.moderation().reason())
        .build();
  }
}
