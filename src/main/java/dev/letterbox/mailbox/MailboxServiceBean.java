package dev.letterbox.mailbox;

import dev.letterbox.api.Action;
import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Summary;
import dev.letterbox.api.Targets;
import dev.letterbox.shared.Clock;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Shows mailboxes and changes the state of deliveries. */
@Stateless(name = "MailboxService")
@PermitAll
public class MailboxServiceBean implements MailboxService {

  @Inject private MailboxReader reader;
  @Inject private PageReader pages;
  @Inject private Showing showing;
  @Inject private DeliveryStates states;
  @Inject private Actions actions;
  @Inject private Clock clock;

  @Override
  public long unreadCount(String owner) {
    return reader.unreadCount(owner);
  }

  @Override
  public Summary summary(String owner) {
    return reader.summary(owner, MessageFilter.ALL);
  }

  @Override
  public Summary summary(String owner, MessageFilter filter) {
    RequestRules.check(filter);
    return reader.summary(owner, filter);
  }

  @Override
  public long version(String owner) {
    return reader.version(owner);
  }

  @Override
  public void check(PageRequest request) {
    RequestRules.check(request);
  }

  @Override
  public Page page(PageRequest request) {
    RequestRules.check(request);
    PageReader.Looked looked = pages.page(request);
    if (request.markRead()) {
      showing.shown(request.owner(), looked.canBecomeRead());
    }
    return looked.page();
  }

  @Override
  public Message open(String owner, long messageId) {
    Message message = get(owner, messageId);
    if (owner.equals(message.recipient())) {
      showing.shown(owner, List.of(message));
    }
    return message;
  }

  @Override
  public Message get(String owner, long messageId) {
    return reader
        .received(owner, messageId)
        .or(() -> reader.sent(owner, messageId))
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  @Override
  public void markRead(String owner, long messageId) {
    Message message = received(owner, messageId);
    while (unread(message) && states.read(owner, List.of(message), clock.now()) == 0) {
      message = received(owner, messageId);
    }
  }

  @Override
  public void markUnread(String owner, long messageId) {
    Message message = received(owner, messageId);
    while (!unread(message) && !states.unread(message)) {
      message = received(owner, messageId);
    }
  }

  private Message received(String owner, long messageId) {
    return reader
        .received(owner, messageId)
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  @Override
  public int markReadUpTo(String owner, long lastMessageId, MessageFilter filter) {
    RequestRules.check(filter);
    return states.readUpTo(owner, lastMessageId, filter, clock.now());
  }

  @Override
  public void archive(String owner, long messageId) {
    actions.act(owner, Action.ARCHIVE, Targets.messages(messageId), clock.now());
  }

  @Override
  public void restore(String owner, long messageId) {
    actions.act(owner, Action.RESTORE, Targets.messages(messageId), clock.now());
  }

  @Override
  public void delete(String owner, long messageId) {
    actions.act(owner, Action.DELETE, Targets.messages(messageId), clock.now());
  }

  @Override
  public void act(String owner, Action action, Targets targets) {
    RequestRules.check(targets);
    actions.act(owner, action, targets, clock.now());
  }

  private static boolean unread(Message message) {
    return message.readAt() == null;
  }
}
