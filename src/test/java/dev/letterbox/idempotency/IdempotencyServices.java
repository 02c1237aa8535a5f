package dev.letterbox.idempotency;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.request.IdempotencyService;
import dev.letterbox.api.request.IdempotentRequest;
import dev.letterbox.testing.support.TestServices;

/** Writes messages with an idempotency key, as another application does. */
interface IdempotencyServices extends TestServices {

  /** Looked up by JNDI name, as in another application. */
  IdempotencyService idempotency();

  /** Writes a message to its sender, with a key; returns its id. */
  default String writeWithKey(String key, String owner, String subject) {
    return idempotency()
        .runOnce(IdempotentRequest.of(owner, key, subject), () -> write(owner, subject));
  }

  /** Writes a message to its sender; returns its id. */
  default String write(String owner, String subject) {
    NewMessage message = NewMessage.from(owner).to(owner).subject(subject).notifyRecipients(false);
    return Long.toString(messages().write(message).get(0).id());
  }

  /** Number of messages of a sender. */
  default long sentCount(String owner) {
    return tables().selectNumber("select count(*) from lb_message where sender = ?", owner);
  }

  /** Number of stored keys of an owner. */
  default long keyCount(String owner) {
    return tables().selectNumber("select count(*) from lb_idempotency where owner = ?", owner);
  }
}
