package dev.letterbox.message;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Reply;
import dev.letterbox.message.store.MessageContent;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Composes replies: finds the parent, derives the subject, and resolves the recipients. */
@ApplicationScoped
class ReplyComposer {

  @Inject private MessageContentFactory contentFactory;
  @Inject private MessageRepository messageRepository;
  @Inject private RecipientResolver recipientResolver;
  @Inject private ReplyFormatting replyFormatting;

  /**
   * The reply itself, followed by its copies.
   *
   * @throws MessageNotFoundException when the replier has not received the parent, or deleted it
   * @throws ConflictException when the parent was withdrawn or is a notice
   * @throws dev.letterbox.api.InvalidInputException naming each field that breaks a rule
   */
  List<MessageContent> compose(Reply reply) {
    ValidationErrors errors = new ValidationErrors();
    String sender =
        errors.checkRequiredLine("sender", reply.sender(), ValidationErrors.MAX_NAME_LENGTH);
    errors.throwIfAny();
    MessageHeader parent = findParent(sender, reply.parent());
    String subject =
        reply.subject() == null ? replyFormatting.subject(parent.subject()) : reply.subject();
    MessageContent content = contentFactory.of(reply, subject, parent, errors);
    checkRecipient(parent, reply, sender, errors);
    Set<String> copies = new LinkedHashSet<>(recipientResolver.recipientNames(reply, errors));
    errors.throwIfAny();

    List<MessageContent> replies = new ArrayList<>();
    replies.add(content.withVisitorEmail(parent.visitorEmail()).withRecipient(parent.sender()));
    copies.remove(parent.sender());
    copies.forEach(name -> replies.add(content.withRecipient(name)));
    return replies;
  }

  private MessageHeader findParent(String replier, long id) {
    MessageHeader parent =
        messageRepository
            .findReceived(replier, id)
            .orElseThrow(() -> new MessageNotFoundException(id));
    ReplyValidator.requireRepliable(id, parent.kind(), parent.withdrawnAt());
    return parent;
  }

  private void checkRecipient(
      MessageHeader parent, Reply reply, String replier, ValidationErrors errors) {
    if (parent.sender() != null) {
      recipientResolver
          .resolveReplyRecipient(replier, parent.sender(), reply.byUser())
          .problems()
          .forEach(problem -> errors.add("recipients", problem));
    }
  }
}
