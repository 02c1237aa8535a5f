package dev.letterbox.message;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.message.store.MessageContent;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.shared.config.LimitSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.EmailAddress;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Validates the input of callers and makes {@link MessageContent} of it, without recipients. */
@ApplicationScoped
class MessageContentFactory {

  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG_LENGTH = 100;
  private static final int MAX_VIEW_LENGTH = 255;

  @Inject private Settings settings;

  MessageContent of(NewMessage message, ValidationErrors errors) {
    return MessageContent.builder(MessageKind.MESSAGE)
        .sender(requireName(message.sender(), errors))
        .subject(requireSubject(message.subject(), errors))
        .body(checkBody(message.body(), message.byUser(), errors))
        .forSender(message.autoArchive(), message.autoDelete())
        .notifyRecipients(message.notifyRecipients())
        .build();
  }

  /** A visitor has no mailbox: the message is deleted for its sender at once. */
  MessageContent ofVisitor(NewMessage message, ValidationErrors errors) {
    String visitorEmail = errors.checkText("visitor", message.visitor());
    EmailAddress.check("visitor", visitorEmail, errors);
    if (message.sender() != null) {
      errors.add("sender", "A visitor has no name.");
    }
    return MessageContent.builder(MessageKind.MESSAGE)
        .visitorEmail(visitorEmail)
        .subject(requireSubject(message.subject(), errors))
        .body(checkBody(message.body(), true, errors))
        .forSender(false, true)
        .notifyRecipients(message.notifyRecipients())
        .build();
  }

  /**
   * @param subject the reply's own subject, or the one derived from its parent
   */
  MessageContent of(Reply reply, String subject, MessageHeader parent, ValidationErrors errors) {
    return MessageContent.builder(MessageKind.MESSAGE)
        .sender(requireName(reply.sender(), errors))
        .subject(requireSubject(subject, errors))
        .body(checkBody(reply.body(), reply.byUser(), errors))
        .forSender(reply.autoArchive(), reply.autoDelete())
        .notifyRecipients(reply.notifyRecipients())
        .replyTo(parent.thread(), parent.id())
        .build();
  }

  /** Archived and deleted for the sender at once, so that broadcasts do not fill folders. */
  MessageContent of(Broadcast broadcast, ValidationErrors errors) {
    return MessageContent.builder(MessageKind.BROADCAST)
        .sender(requireName(broadcast.sender(), errors))
        .subject(requireSubject(broadcast.subject(), errors))
        .body(checkBody(broadcast.body(), false, errors))
        .level(broadcast.level())
        .tags(checkTags(broadcast.tags(), errors))
        .view(errors.checkLine("view", broadcast.view(), MAX_VIEW_LENGTH))
        .forSender(true, true)
        .notifyRecipients(broadcast.notifyRecipients())
        .build();
  }

  MessageContent of(Notice notice, ValidationErrors errors) {
    return MessageContent.builder(MessageKind.NOTICE)
        .body(errors.checkText("text", notice.text(), NewMessage.MAX_BODY_LENGTH))
        .level(notice.level())
        .tags(checkTags(notice.tags(), errors))
        .view(errors.checkLine("view", notice.view(), MAX_VIEW_LENGTH))
        .session(notice.session())
        .notifyRecipients(notice.notifyRecipients())
        .build();
  }

  private String checkBody(String body, boolean byUser, ValidationErrors errors) {
    int maxLength = byUser ? settings.get(LimitSetting.MAX_LENGTH) : NewMessage.MAX_BODY_LENGTH;
    return errors.checkText("body", body, maxLength);
  }

  private static String requireName(String sender, ValidationErrors errors) {
    return errors.checkRequiredLine("sender", sender, ValidationErrors.MAX_NAME_LENGTH);
  }

  private static String requireSubject(String subject, ValidationErrors errors) {
    return errors.checkRequiredLine("subject", subject, NewMessage.MAX_SUBJECT_LENGTH);
  }

  private static List<String> checkTags(List<String> values, ValidationErrors errors) {
    SortedSet<String> tags = new TreeSet<>();
    values.forEach(value -> tags.add(errors.checkRequiredLine("tags", value, MAX_TAG_LENGTH)));
    if (tags.size() > MAX_TAGS) {
      errors.add("tags", "Must be at most " + MAX_TAGS + ".");
    }
    return List.copyOf(tags);
  }
}
