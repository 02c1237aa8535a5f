package dev.letterbox.modelbased;

import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.ModerationStatus;
import java.util.List;

/** What there is before two do something at once: a message {@code m} from ann to ben. */
enum InitialState {
  /** It begins a conversation, and nobody has read it. */
  UNREAD_ROOT {
    @Override
    void establish(MessagingSystem world) {
      world.write(WriteCommand.of("ann", null, List.of("ben"), MESSAGE));
    }
  },

  /** It is the newest of a conversation. */
  REPLY {
    @Override
    void establish(MessagingSystem world) {
      createConversation(world);
      writeReply(world, ModerationStatus.ACCEPTED);
    }
  },

  /** The same, and ben has read it and replied to it. */
  READ_REPLY {
    @Override
    void establish(MessagingSystem world) {
      REPLY.establish(world);
      world.reply(WriteCommand.of("ben", MESSAGE, List.of(), "earlier reply"));
    }
  },

  /** It is a reply that waits for a moderator. */
  PENDING_REPLY {
    @Override
    void establish(MessagingSystem world) {
      createConversation(world);
      writeReply(world, ModerationStatus.PENDING);
    }
  },

  /** Both have deleted all of the conversation. */
  DELETED {
    @Override
    void establish(MessagingSystem world) {
      READ_REPLY.establish(world);
      world.openConversation("ben", ROOT);
      world.openConversation("ann", ROOT);
      world.act("ben", MailboxAction.DELETE, List.of(), List.of(ROOT));
      world.act("ann", MailboxAction.DELETE, List.of(), List.of(ROOT));
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
