package dev.letterbox.mailbox;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.UnreadSummary;
import dev.letterbox.shared.Clock;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Reads mailboxes and changes the state of their messages. */
@Stateless(name = "MailboxService")
@PermitAll
public class MailboxServiceBean implements MailboxService {

  @Inject private MailboxReader mailboxReader;
  @Inject private FolderReader folderReader;
  @Inject private ReadPolicy readPolicy;
  @Inject private ReadStateUpdater readStateUpdater;
  @Inject private MailboxActions actions;
  @Inject private Clock clock;

  @Override
  public long unreadCount(String owner) {
    return mailboxReader.unreadCount(owner);
  }

  @Override
  public UnreadSummary summary(String owner) {
    return mailboxReader.summary(owner, MessageFilter.ALL);
  }

  @Override
  public UnreadSummary summary(String owner, MessageFilter filter) {
    MailboxRequestValidator.validate(filter);
    return mailboxReader.summary(owner, filter);
  }

  @Override
  public long version(String owner) {
    return mailboxReader.version(owner);
  }

  @Override
  public void check(PageRequest request) {
    MailboxRequestValidator.validate(request);
  }

  @Override
  public Page<Message> page(PageRequest request) {
    MailboxRequestValidator.validate(request);
    FolderReader.PageResult result = folderReader.readPage(request);
    if (request.markRead()) {
      readPolicy.markDisplayed(request.owner(), result.messagesToMarkRead());
    }
    return result.page();
  }

  @Override
  public Message open(String owner, long messageId) {
    Message message = get(owner, messageId);
    if (owner.equals(message.recipient())) {
      readPolicy.markDisplayed(owner, List.of(message));
    }
    return message;
  }

  @Override
  public Message get(String owner, long messageId) {
    return mailboxReader
        .findReceived(owner, messageId)
        .or(() -> mailboxReader.findSent(owner, messageId))
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  @Override
  public void markRead(String owner, long messageId) {
    Message message = requireReceived(owner, messageId);
    while (isUnread(message)
        && readStateUpdater.markRead(owner, List.of(message), clock.now()) == 0) {
      message = requireReceived(owner, messageId);
    }
  }

  @Override
  public void markUnread(String owner, long messageId) {
    Message message = requireReceived(owner, messageId);
    while (!isUnread(message) && !readStateUpdater.markUnread(message)) {
      message = requireReceived(owner, messageId);
    }
  }

  private Message requireReceived(String owner, long messageId) {
    return mailboxReader
        .findReceived(owner, messageId)
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  @Override
  public int markReadUpTo(String owner, long lastMessageId, MessageFilter filter) {
    MailboxRequestValidator.validate(filter);
    return readStateUpdater.markReadUpTo(owner, lastMessageId, filter, clock.now());
  }

  @Override
  public void archive(String owner, long messageId) {
    actions.apply(owner, MailboxAction.ARCHIVE, ActionTargets.messages(messageId), clock.now());
  }

  @Override
  public void restore(String owner, long messageId) {
    actions.apply(owner, MailboxAction.RESTORE, ActionTargets.messages(messageId), clock.now());
  }

  @Override
  public void delete(String owner, long messageId) {
    actions.apply(owner, MailboxAction.DELETE, ActionTargets.messages(messageId), clock.now());
  }

  @Override
  public void act(String owner, MailboxAction action, ActionTargets targets) {
    MailboxRequestValidator.validate(targets);
    actions.apply(owner, action, targets, clock.now());
  }

  private static boolean isUnread(Message message) {
    return message.readAt() == null;
  }
}
