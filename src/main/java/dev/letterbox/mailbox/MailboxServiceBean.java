package dev.letterbox.mailbox;

import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Summary;
import dev.letterbox.api.UnreadMessageException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows mailboxes and changes the state of deliveries. */
@Stateless(name = "MailboxService")
@PermitAll
public class MailboxServiceBean implements MailboxService {

  @Inject private MailboxReader reader;
  @Inject private DeliveryStates states;
  @Inject private Settings settings;
  @Inject private Clock clock;

  @Override
  public long unreadCount(String owner) {
    return reader.unreadCount(owner);
  }

  @Override
  public Summary summary(String owner) {
    return reader.summary(owner);
  }

  @Override
  public Page page(PageRequest request) {
    check(request);
    Page page = reader.page(request);
    if (request.markRead()) {
      List<Long> unread =
          page.results().stream().filter(MailboxServiceBean::unread).map(Message::id).toList();
      states.read(request.owner(), unread, clock.now());
    }
    return page;
  }

  private static void check(PageRequest request) {
    InputErrors errors = new InputErrors();
    if (request.offset() < 0) {
      errors.add("offset", "Must be 0 or more.");
    }
    if (request.limit() < 1 || request.limit() > PageRequest.MAX_LIMIT) {
      errors.add("limit", "Must be from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    errors.throwIfAny();
  }

  @Override
  public Message open(String owner, long messageId) {
    Message message = get(owner, messageId);
    if (unread(message) && owner.equals(message.recipient())) {
      markRead(owner, message);
    }
    return message;
  }

  private void markRead(String owner, Message message) {
    Instant now = clock.now();
    if (message.archived()) {
      states.readInArchives(owner, message.id(), now);
    } else {
      states.read(owner, List.of(message.id()), now);
    }
  }

  @Override
  public Message get(String owner, long messageId) {
    return reader
        .received(owner, messageId)
        .or(() -> reader.sent(owner, messageId))
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  @Override
  public void delete(String owner, long messageId) {
    boolean settled = false;
    while (!settled) {
      settled = tryToDelete(owner, messageId);
    }
  }

  /** Deletes what is there now; false when somebody changed it between the look and the deed. */
  private boolean tryToDelete(String owner, long messageId) {
    Optional<Message> received = reader.received(owner, messageId);
    Instant now = clock.now();
    if (received.isEmpty()) {
      if (!states.deleteSent(owner, messageId, now)) {
        throw new MessageNotFoundException(messageId);
      }
      return true;
    }
    Message message = received.get();
    if (unread(message) && !settings.get(Setting.ALLOW_DELETE_UNREAD)) {
      throw new UnreadMessageException(messageId);
    }
    boolean deleted = states.delete(message, now);
    if (deleted && owner.equals(message.sender())) {
      states.deleteSent(owner, messageId, now);
    }
    return deleted;
  }

  private static boolean unread(Message message) {
    return message.readAt() == null;
  }
}
