package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.conversation.ConversationService;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Reads conversations for their participants. */
@Stateless(name = "ConversationService")
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ConversationServiceBean implements ConversationService {

  @Inject private PageReader pageReader;

  @Override
  public void validate(ConversationRequest request) {
    MailboxRequestValidator.validate(request);
  }

  @Override
  public Page<Message> open(ConversationRequest request) {
    MailboxRequestValidator.validate(request);
    return pageReader.read(request);
  }
}
