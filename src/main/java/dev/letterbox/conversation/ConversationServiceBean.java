package dev.letterbox.conversation;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.conversation.ConversationService;
import dev.letterbox.mailbox.ConversationReader;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Reads conversations for their participants. */
@Stateless(name = "ConversationService")
@PermitAll
public class ConversationServiceBean implements ConversationService {

  @Inject private ConversationReader conversationReader;

  @Override
  public void check(ConversationRequest request) {
    conversationReader.check(request);
  }

  @Override
  public Page<Message> open(ConversationRequest request) {
    conversationReader.check(request);
    return conversationReader.open(request);
  }
}
