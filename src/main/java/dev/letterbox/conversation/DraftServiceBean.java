package dev.letterbox.conversation;

import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.conversation.DraftMessage;
import dev.letterbox.api.conversation.DraftRequest;
import dev.letterbox.api.conversation.DraftService;
import dev.letterbox.api.conversation.Recipient;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.RecipientResolver;
import dev.letterbox.message.ReplyFormatting;
import dev.letterbox.message.ReplyValidator;
import dev.letterbox.message.UserNames;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Prefills messages and completes names of recipients. */
@Stateless(name = "DraftService")
@PermitAll
public class DraftServiceBean implements DraftService {

  @EJB private MailboxService mailboxes;
  @Inject private RecipientResolver recipientResolver;
  @Inject private UserNames userNames;
  @Inject private RecipientSearch recipientSearch;
  @Inject private ReplyFormatting replyFormatting;
  @Inject private UserDirectory directory;
  @Inject private Settings settings;

  @Override
  public DraftMessage draft(DraftRequest request) {
    ValidationErrors errors = new ValidationErrors();
    String subject = errors.checkLine("subject", request.subject(), NewMessage.MAX_SUBJECT_LENGTH);
    String body = errors.checkText("body", request.body());
    if (request.recipients().size() > DraftRequest.MAX_RECIPIENTS) {
      errors.add("recipients", "Must be at most " + DraftRequest.MAX_RECIPIENTS + ".");
    }
    errors.throwIfAny();
    return request.replyTo() == null
        ? draftMessage(request, subject, body)
        : draftReply(request, subject, body);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Recipient> findRecipients(String sender, String beginning, int limit) {
    return recipientSearch.find(sender, beginning, limit);
  }

  private DraftMessage draftMessage(DraftRequest request, String subject, String body) {
    RecipientResolver.ResolvedRecipients resolved =
        recipientResolver.resolve(request.owner(), request.recipients(), 0);
    return new DraftMessage(
        null, recipients(resolved.allowed()), List.of(), null, subject, body, resolved.problems());
  }

  private DraftMessage draftReply(DraftRequest request, String subject, String body) {
    Message parent = requireRepliable(request.owner(), request.replyTo());
    RecipientResolver.ResolvedRecipients resolvedSender =
        parent.sender() == null
            ? new RecipientResolver.ResolvedRecipients(List.of(), List.of())
            : recipientResolver.resolveReplyRecipient(request.owner(), parent.sender(), true);
    RecipientResolver.ResolvedRecipients resolvedCopies =
        recipientResolver.resolveCopies(request.owner(), request.recipients());
    return new DraftMessage(
        parent.id(),
        recipients(resolvedSender.allowed()),
        recipients(
            resolvedCopies.allowed().stream()
                .filter(user -> !user.name().equals(parent.sender()))
                .toList()),
        parent.visitor(),
        subject.isEmpty() ? replyFormatting.subject(parent.subject()) : subject,
        includesQuote(request)
            ? body + replyFormatting.body(senderDisplayName(parent), parent.body())
            : body,
        Stream.concat(resolvedSender.problems().stream(), resolvedCopies.problems().stream())
            .toList());
  }

  private Message requireRepliable(String owner, long messageId) {
    Message message = mailboxes.get(owner, messageId);
    if (!owner.equals(message.recipient()) || message.deletedAt() != null) {
      throw new MessageNotFoundException(messageId);
    }
    ReplyValidator.requireRepliable(messageId, message.kind(), message.withdrawnAt());
    return message;
  }

  private boolean includesQuote(DraftRequest request) {
    return !request.quickReply() || settings.get(Setting.QUOTE_BODY);
  }

  /** Display name of the sender; the masked address of a visitor. */
  private String senderDisplayName(Message message) {
    return message.sender() == null
        ? message.visitor()
        : directory.find(message.sender()).map(userNames::displayName).orElse(message.sender());
  }

  private List<Recipient> recipients(List<User> users) {
    return users.stream().map(userNames::recipient).toList();
  }
}
