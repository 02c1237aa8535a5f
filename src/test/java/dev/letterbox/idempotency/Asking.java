package dev.letterbox.idempotency;

import dev.letterbox.api.IdempotencyService;
import dev.letterbox.api.IdempotentRequest;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.Services;

/** Writing under a key, as another application does. */
interface Asking extends Services {

  /** Found by its name, as another application does. */
  IdempotencyService idempotency();

  /** Somebody writes to himself, under a key; the id of the message. */
  default String writesUnder(String key, String owner, String subject) {
    return idempotency()
        .once(new IdempotentRequest(owner, key, subject), () -> write(owner, subject));
  }

  /** Somebody writes to himself; the id of the message. */
  default String write(String owner, String subject) {
    NewMessage message = NewMessage.from(owner).to(owner).subject(subject).withoutNotification();
    return Long.toString(messages().write(message).get(0).id());
  }

  /** How many messages somebody has sent. */
  default long sentBy(String owner) {
    return rows().number("select count(*) from lb_message where sender = ?", owner);
  }

  /** How many keys of somebody are known. */
  default long rowsOf(String owner) {
    return rows().number("select count(*) from lb_idempotency where owner = ?", owner);
  }
}
