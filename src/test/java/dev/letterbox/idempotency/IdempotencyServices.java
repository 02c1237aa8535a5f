package dev.letterbox.idempotency;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.request.IdempotencyService;
import dev.letterbox.api.request.IdempotentRequest;
import dev.letterbox.testing.support.TestServices;

/** Writing under a key, as another application does. */
interface IdempotencyServices extends TestServices {

  /** Found by its name, as another application does. */
  IdempotencyService idempotency();

  /** Somebody writes to himself, under a key; the id of the message. */
  default String writeWithKey(String key, String owner, String subject) {
    return idempotency()
        .runOnce(new IdempotentRequest(owner, key, subject), () -> write(owner, subject));
  }

  /** Somebody writes to himself; the id of the message. */
  default String write(String owner, String subject) {
    NewMessage message = NewMessage.from(owner).to(owner).subject(subject).withoutNotification();
    return Long.toString(messages().write(message).get(0).id());
  }

  /** How many messages somebody has sent. */
  default long sentCount(String owner) {
    return tables().selectNumber("select count(*) from lb_message where sender = ?", owner);
  }

  /** How many keys of somebody are known. */
  default long keyCount(String owner) {
    return tables().selectNumber("select count(*) from lb_idempotency where owner = ?", owner);
  }
}
