package dev.letterbox.testing.support.application;

import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** An application with transactions of CDI. */
@ApplicationScoped
public class TransactionalCaller {

  @EJB private MessageService messages;

  /** Writes a message, and fails if requested. */
  @Transactional
  public void write(NewMessage message, boolean failing) {
    messages.write(message);
    if (failing) {
      throw new IllegalStateException("The application has changed its mind");
    }
  }
}
