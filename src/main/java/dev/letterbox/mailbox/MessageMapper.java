package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.query.MailboxMessage;
import dev.letterbox.message.store.query.MailboxMessage.ReadState;
import dev.letterbox.message.store.query.MailboxMessage.SideState;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Maps stored messages to messages of the api, with level names and masked visitor addresses. */
@ApplicationScoped
class MessageMapper {

  @Inject private Settings settings;
  @Inject private VisitorAddressMasker addressMasker;

  List<Message> toMessages(List<MailboxMessage> messages) {
    LevelTags levelTags = settings.get(Setting.LEVEL_TAGS);
    return messages.stream().map(message -> toMessage(message, levelTags)).toList();
  }

  Message toMessage(MailboxMessage message) {
    return toMessage(message, settings.get(Setting.LEVEL_TAGS));
  }

  private Message toMessage(MailboxMessage message, LevelTags levelTags) {
    MessageHeader header = message.row().header();
    SideState side = message.side();
    ReadState readState = message.readState();
    return Message.builder()
        .id(header.id())
        .conversation(header.thread(), header.parent())
        .kind(header.kind())
        .sender(header.sender())
        .recipient(side.recipient())
        .visitor(addressMasker.mask(header.visitorEmail()))
        .subject(header.subject())
        .body(message.row().body())
        .bodyTruncated(message.row().bodyTruncated())
        .level(header.level(), levelTags.nameOf(header.level()))
        .tags(message.tags())
        .view(header.view())
        .sentAt(header.sentAt())
        .read(readState.readAt(), readState.repliedAt())
        .side(side.archived(), side.deletedAt())
        .withdrawnAt(header.withdrawnAt())
        .moderation(header.moderationStatus(), header.moderationReason())
        .messageCount(side.messages())
        .build();
  }
}
