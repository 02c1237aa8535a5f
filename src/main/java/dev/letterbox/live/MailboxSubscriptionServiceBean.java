package dev.letterbox.live;

import dev.letterbox.api.notification.MailboxState;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Lets applications watch mailboxes. */
@Stateless(name = "MailboxSubscriptionService")
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class MailboxSubscriptionServiceBean implements MailboxSubscriptionService {

  @Inject private MailboxChangePublisher publisher;

  @Override
  public Subscription subscribe(
      String owner, OptionalLong knownVersion, Consumer<MailboxState> listener) {
    return publisher.subscribe(owner, knownVersion, listener);
  }
}
