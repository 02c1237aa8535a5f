package dev.letterbox.testing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.api.moderation.ModerationService;
import dev.letterbox.shared.config.ModerationDefault;
import dev.letterbox.shared.config.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Services for tests of moderation. */
public interface ModerationServices extends TestServices {

  ModerationService moderation();

  /** The settings of Letterbox. */
  SettableSettings settings();

  /** Writes a message whose auto-moderators have no rating, so that it is pending. */
  default long writePending(NewMessage message) {
    return writePending(() -> messages().write(message.moderatedBy(each -> Optional.empty())));
  }

  /** Writes a reply whose auto-moderators have no rating, so that it is pending. */
  default long replyPending(Reply reply) {
    return writePending(() -> messages().reply(reply.moderatedBy(each -> Optional.empty())));
  }

  private long writePending(Supplier<List<Message>> write) {
    settings().set(Setting.MODERATION_DEFAULT, ModerationDefault.PENDING);
    try {
      Message written = write.get().get(0);
      assertEquals(ModerationStatus.PENDING, written.moderationStatus());
      return written.id();
    } finally {
      settings().reset();
    }
  }
}
