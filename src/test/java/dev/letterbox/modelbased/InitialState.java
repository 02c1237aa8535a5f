package dev.letterbox.modelbased;

import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.modelbased.model.MessagingSystem;
import dev.letterbox.modelbased.model.WriteCommand;
import java.util.List;

/** The state of the message {@code m} from ann to ben before two concurrent operations. */
enum InitialState {
  /** An unread root message. */
  UNREAD_ROOT {
    @Override
    void establish(MessagingSystem system) {
      system.write(WriteCommand.of("ann", null, List.of("ben"), MESSAGE));
    }
  },

  /** The newest message of a conversation. */
  REPLY {
    @Override
    void establish(MessagingSystem system) {
      createConversation(system);
      writeReply(system, ModerationStatus.ACCEPTED);
    }
  },

  /** A reply that ben has read and replied to. */
  READ_REPLY {
    @Override
    void establish(MessagingSystem system) {
      REPLY.establish(system);
      system.reply(WriteCommand.of("ben", MESSAGE, List.of(), "earlier reply"));
    }
  },

  /** A reply with a pending moderation. */
  PENDING_REPLY {
    @Override
    void establish(MessagingSystem system) {
      createConversation(system);
      writeReply(system, ModerationStatus.PENDING);
    }
  },

  /** A message whose conversation both users have deleted. */
  DELETED {
    @Override
    void establish(MessagingSystem system) {
      READ_REPLY.establish(system);
      system.openConversation("ben", ROOT);
      system.openConversation("ann", ROOT);
      system.act("ben", MailboxAction.DELETE, List.of(), List.of(ROOT));
      system.act("ann", MailboxAction.DELETE, List.of(), List.of(ROOT));
    }
  };

  static final String ROOT = "root";
  static final String MESSAGE = "m";

  abstract void establish(MessagingSystem system);

  private static void createConversation(MessagingSystem system) {
    system.write(WriteCommand.of("ann", null, List.of("ben"), ROOT));
    system.reply(WriteCommand.of("ben", ROOT, List.of(), "answer"));
  }

  private static void writeReply(MessagingSystem system, ModerationStatus verdict) {
    system.reply(
        new WriteCommand("ann", "answer", List.of(), true, verdict, false, false, MESSAGE));
  }
}
