package dev.letterbox.model;

import dev.letterbox.api.Action;
import dev.letterbox.api.ModerationStatus;
import java.util.List;

/** What there is before two do something at once: a message {@code m} from ann to ben. */
enum Situation {
  /** It begins a conversation, and nobody has read it. */
  UNREAD_ROOT {
    @Override
    void begin(World world) {
      world.write(Writing.of("ann", null, List.of("ben"), MESSAGE));
    }
  },

  /** It is the newest of a conversation. */
  REPLY {
    @Override
    void begin(World world) {
      converse(world);
      reply(world, ModerationStatus.ACCEPTED);
    }
  },

  /** The same, and ben has read it and replied to it. */
  READ_REPLY {
    @Override
    void begin(World world) {
      REPLY.begin(world);
      world.reply(Writing.of("ben", MESSAGE, List.of(), "earlier reply"));
    }
  },

  /** It is a reply that waits for a moderator. */
  PENDING_REPLY {
    @Override
    void begin(World world) {
      converse(world);
      reply(world, ModerationStatus.PENDING);
    }
  },

  /** Both have deleted all of the conversation. */
  DELETED {
    @Override
    void begin(World world) {
      READ_REPLY.begin(world);
      world.conversation("ben", ROOT);
      world.conversation("ann", ROOT);
      world.act("ben", Action.DELETE, List.of(), List.of(ROOT));
      world.act("ann", Action.DELETE, List.of(), List.of(ROOT));
    }
  };

  static final String ROOT = "root";
  static final String MESSAGE = "m";

  abstract void begin(World world);

  private static void converse(World world) {
    world.write(Writing.of("ann", null, List.of("ben"), ROOT));
    world.reply(Writing.of("ben", ROOT, List.of(), "answer"));
  }

  private static void reply(World world, ModerationStatus verdict) {
    world.reply(new Writing("ann", "answer", List.of(), true, verdict, false, false, MESSAGE));
  }
}
