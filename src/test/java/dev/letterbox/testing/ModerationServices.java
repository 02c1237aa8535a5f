package dev.letterbox.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationService;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What tests of moderation find in the server besides. */
public interface ModerationServices extends Services {

  ModerationService moderation();

  /** The settings of Letterbox. */
  SettableSettings settings();

  /** A message about which nobody has an opinion, so that a moderator decides. */
  default long pending(NewMessage message) {
    return pending(() -> messages().write(message.moderatedBy(each -> Optional.empty())));
  }

  /** A reply about which nobody has an opinion. */
  default long pendingReply(Reply reply) {
    return pending(() -> messages().reply(reply.moderatedBy(each -> Optional.empty())));
  }

  private long pending(Supplier<List<Message>> writing) {
    settings().set(Setting.MODERATION_DEFAULT, Setting.ModerationDefault.PENDING);
    try {
      Message written = writing.get().get(0);
      assertEquals(ModerationStatus.PENDING, written.moderationStatus());
      return written.id();
    } finally {
      settings().reset();
    }
  }
}
