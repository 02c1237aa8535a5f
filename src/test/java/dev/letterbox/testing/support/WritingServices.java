package dev.letterbox.testing.support;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.api.conversation.BlockService;
import dev.letterbox.api.conversation.DraftService;
import java.util.List;
import java.util.Map;

/** Services for tests of writing and replying. */
public interface WritingServices extends TestServices {

  BlockService blocks();

  DraftService drafts();

  /** The settings of Letterbox. */
  SettableSettings settings();

  /** Writes a message as a user, not as an application. */
  default Message writeAsUser(String sender, String recipient, String subject) {
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject(subject).body("Hello").asUser())
        .get(0);
  }

  /** The errors of an invalid reply. */
  default Map<String, List<String>> replyErrors(Reply reply) {
    return assertThrows(InvalidInputException.class, () -> messages().reply(reply)).errors();
  }
}
