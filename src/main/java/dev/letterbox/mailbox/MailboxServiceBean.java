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
import dev.letterbox.message.store.ReadStateRepository;
import dev.letterbox.message.store.query.FolderQuery;
import dev.letterbox.message.store.query.MailboxCounterQuery;
import dev.letterbox.message.store.query.MailboxMessageQuery;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalInt;

/** Reads mailboxes and changes the state of their messages. */
@Stateless(name = "MailboxService")
@PermitAll
public class MailboxServiceBean implements MailboxService {

  @Inject private MailboxCounterQuery counterQuery;
  @Inject private MailboxMessageQuery messageQuery;
  @Inject private PageReader pageReader;
  @Inject private MessageMapper mapper;
  @Inject private FolderQuery folderQuery;
  @Inject private ReadPolicy readPolicy;
  @Inject private ReadStateRepository readStateRepository;
  @Inject private MailboxActions actions;
  @Inject private Settings settings;
  @Inject private Clock clock;

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long unreadCount(String owner) {
    return counterQuery.unread(owner);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public UnreadSummary summary(String owner) {
    return summary(owner, MessageFilter.ALL);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public UnreadSummary summary(String owner, MessageFilter filter) {
    MailboxRequestValidator.validate(filter);
    MailboxCounterQuery.UnreadCount count = counterQuery.unread(owner, filter);
    return count.unread() == 0 || count.maxLevel() == null
        ? new UnreadSummary(count.unread(), OptionalInt.empty(), "")
        : new UnreadSummary(
            count.unread(),
            OptionalInt.of(count.maxLevel()),
            settings.get(Setting.LEVEL_TAGS).nameOf(count.maxLevel()));
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long version(String owner) {
    return counterQuery.version(owner).get();
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void validate(PageRequest request) {
    MailboxRequestValidator.validate(request);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<Message> page(PageRequest request) {
    MailboxRequestValidator.validate(request);
    return pageReader.read(request);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Message open(String owner, long messageId) {
    Message message = get(owner, messageId);
    if (owner.equals(message.recipient())) {
      readPolicy.markDisplayed(owner, List.of(message));
    }
    return message;
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Message get(String owner, long messageId) {
    return messageQuery
        .findReceived(owner, messageId)
        .or(() -> messageQuery.findSent(owner, messageId))
        .map(mapper::toMessage)
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  @Override
  public void markRead(String owner, long messageId) {
    Message message = requireReceived(owner, messageId);
    while (message.readAt() == null
        && readStateRepository.markRead(owner, List.of(message), clock.now()) == 0) {
      message = requireReceived(owner, messageId);
    }
  }

  @Override
  public void markUnread(String owner, long messageId) {
    Message message = requireReceived(owner, messageId);
    while (message.readAt() != null && !readStateRepository.markUnread(owner, message)) {
      message = requireReceived(owner, messageId);
    }
  }

  private Message requireReceived(String owner, long messageId) {
    return messageQuery
        .findReceived(owner, messageId)
        .map(mapper::toMessage)
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  @Override
  public int markReadUpTo(String owner, long lastMessageId, MessageFilter filter) {
    MailboxRequestValidator.validate(filter);
    return readStateRepository.markAllRead(
        owner, folderQuery.selectUnread(owner, filter, lastMessageId), clock.now());
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
}
