package dev.letterbox.conversation;

import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.ConversationService;
import dev.letterbox.api.Page;
import dev.letterbox.mailbox.ConversationPages;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Shows conversations to those who take part in them. */
@Stateless(name = "ConversationService")
@PermitAll
public class ConversationServiceBean implements ConversationService {

  @Inject private ConversationPages pages;

  @Override
  public void check(ConversationRequest request) {
    pages.check(request);
  }

  @Override
  public Page open(ConversationRequest request) {
    pages.check(request);
    return pages.open(request);
  }
}
