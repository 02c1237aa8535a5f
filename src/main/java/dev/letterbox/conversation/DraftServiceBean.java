package dev.letterbox.conversation;

import dev.letterbox.api.DraftMessage;
import dev.letterbox.api.DraftRequest;
import dev.letterbox.api.DraftService;
import dev.letterbox.api.Kind;
import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageWithdrawnException;
import dev.letterbox.api.NobodyToReplyToException;
import dev.letterbox.api.Recipient;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.Addressees;
import dev.letterbox.message.Naming;
import dev.letterbox.message.ReplyTexts;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Prefills messages. */
@Stateless(name = "DraftService")
@PermitAll
public class DraftServiceBean implements DraftService {

  private static final int MAX_SUBJECT = 120;

  @EJB private MailboxService mailboxes;
  @Inject private Addressees addressees;
  @Inject private Naming naming;
  @Inject private ReplyTexts texts;
  @Inject private UserDirectory directory;
  @Inject private Settings settings;

  @Override
  public DraftMessage draft(DraftRequest request) {
    InputErrors errors = new InputErrors();
    String subject = errors.line("subject", request.subject(), MAX_SUBJECT);
    String body = errors.text("body", request.body());
    if (request.recipients().size() > DraftRequest.MAX_RECIPIENTS) {
      errors.add("recipients", "Must be at most " + DraftRequest.MAX_RECIPIENTS + ".");
    }
    errors.throwIfAny();
    return request.replyTo() == null
        ? ofMessage(request, subject, body)
        : ofReply(request, subject, body);
  }

  private DraftMessage ofMessage(DraftRequest request, String subject, String body) {
    Addressees.Checked checked = addressees.check(request.owner(), request.recipients(), 0);
    return new DraftMessage(
        null, recipients(checked.allowed()), List.of(), null, subject, body, checked.problems());
  }

  private DraftMessage ofReply(DraftRequest request, String subject, String body) {
    Message parent = received(request.owner(), request.replyTo());
    Addressees.Checked answered =
        parent.sender() == null
            ? new Addressees.Checked(List.of(), List.of())
            : addressees.checkAnswer(request.owner(), parent.sender(), true);
    Addressees.Checked copied = addressees.checkCopies(request.owner(), request.recipients());
    return new DraftMessage(
        parent.id(),
        recipients(answered.allowed()),
        recipients(
            copied.allowed().stream().filter(it -> !it.name().equals(parent.sender())).toList()),
        parent.visitor(),
        subject.isEmpty() ? texts.subject(parent.subject()) : subject,
        quotes(request) ? body + texts.body(shown(parent), parent.body()) : body,
        Stream.concat(answered.problems().stream(), copied.problems().stream()).toList());
  }

  private Message received(String owner, long messageId) {
    Message message = mailboxes.get(owner, messageId);
    if (!owner.equals(message.recipient()) || message.deletedAt() != null) {
      throw new MessageNotFoundException(messageId);
    }
    if (message.kind() == Kind.NOTICE) {
      throw new NobodyToReplyToException(messageId);
    }
    if (message.withdrawnAt() != null) {
      throw new MessageWithdrawnException(messageId);
    }
    return message;
  }

  private boolean quotes(DraftRequest request) {
    return !request.quick() || settings.get(Setting.QUOTE_BODY);
  }

  /** What others are shown of who wrote a message. */
  private String shown(Message message) {
    return message.sender() == null
        ? message.visitor()
        : directory.find(message.sender()).map(naming::displayName).orElse(message.sender());
  }

  private List<Recipient> recipients(List<User> users) {
    return users.stream().map(naming::recipient).toList();
  }
}
