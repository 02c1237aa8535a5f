package dev.letterbox.notification;

import dev.letterbox.api.LiveService;
import dev.letterbox.api.MailboxHint;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Lets applications watch mailboxes. */
@Stateless(name = "LiveService")
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class LiveServiceBean implements LiveService {

  @Inject private Pulse pulse;

  @Override
  public Watch watch(String owner, OptionalLong known, Consumer<MailboxHint> listener) {
    return pulse.watch(owner, known, listener);
  }
}
