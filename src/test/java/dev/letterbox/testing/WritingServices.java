package dev.letterbox.testing;

import dev.letterbox.api.BlockService;
import dev.letterbox.api.DraftService;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;

/** What tests of writing and replying find inside the server. */
public interface WritingServices extends Services {

  BlockService blocks();

  DraftService drafts();

  /** A message that somebody wrote himself. */
  default Message written(String sender, String recipient, String subject) {
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject(subject).body("Hello").asUser())
        .get(0);
  }
}
